/** What generators write above a callout without a title in an article in Chinese, simplified and traditional. */
const CHINESE: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['note', ['备注', '備註']],
  ['info', ['信息', '資訊']],
  ['tip', ['提示', '提示']],
  ['hint', ['提示', '提示']],
  ['important', ['重要', '重要']],
  ['warning', ['注意', '注意']],
  ['attention', ['注意', '注意']],
  ['caution', ['警告', '警告']],
  ['danger', ['危险', '危險']],
  ['error', ['错误', '錯誤']],
  ['bug', ['缺陷', '缺陷']],
  ['success', ['成功', '成功']],
  ['failure', ['失败', '失敗']],
  ['question', ['问题', '問題']],
  ['faq', ['常见问题', '常見問題']],
  ['example', ['示例', '範例']],
  ['quote', ['引用', '引用']],
  ['abstract', ['摘要', '摘要']],
  ['summary', ['摘要', '摘要']],
  ['todo', ['待办', '待辦']],
  ['details', ['详情', '詳情']],
]);

/** The label of a callout that has no title: its kind, in Chinese where a text in a language is. */
export function labelOfKind(kind: string, language: string): string {
  const labels = /^zh\b/i.test(language) ? CHINESE.get(kind.toLowerCase()) : undefined;
  if (labels !== undefined) return labels[/hant|tw|hk|mo/i.test(language) ? 1 : 0];
  return kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase();
}

/** The language of a text, as far as its characters tell it: Chinese where there are Han and no kana among them. */
export function guessLanguage(text: string): string {
  return /\p{Script=Han}/u.test(text) && !/[\u3041-\u30ff]/.test(text) ? 'zh' : '';
}
