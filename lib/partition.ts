/** The parts of AWS, which have different services. */
export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

/** The part of AWS that a region such as `cn-north-1` belongs to. */
export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
