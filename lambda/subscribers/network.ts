/**
 * What tells one subscriber from another in an address: all of IPv4, and of IPv6 the first half, since the second is the
 * device's and changes every day.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::', 2);
  const groups = head === '' ? [] : head.split(':');
  // A double colon stands for as many zeros as are missing.
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  const whole = tail === undefined ? groups : [...groups, ...zeros, ...after];
  return whole
    .slice(0, 4)
    .map((group) => group.replace(/^0{1,3}(?=.)/, '').toLowerCase())
    .join(':');
}
