/** OpenCC's table of traditional characters: `亂 乱|亞 亚`. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}

/** The other way round, the usual traditional character first. */
declare module 'opencc-js/dict/STCharacters' {
  const pairs: string;
  export default pairs;
}
