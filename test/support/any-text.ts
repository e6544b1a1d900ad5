import fc from 'fast-check';

/** Text of any code units, lone surrogates and control characters included. */
export function anyText(minLength = 0): fc.Arbitrary<string> {
  const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
  return fc.string({ minLength, unit });
}
