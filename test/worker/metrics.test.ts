import { expect, it } from 'vitest';
import { metricsLine } from '../../lambda/worker/metrics.ts';

const TIME = Date.UTC(2026, 2, 1);

it('is a line of JSON by which CloudWatch finds the metrics, their dimension and their units', () => {
  const line = metricsLine({ Published: 3, UploadToFeed: [1.5, 7] }, 'Function-1', TIME);
  expect(line).not.toContain('\n');
  expect(JSON.parse(line ?? '')).toEqual({
    _aws: {
      Timestamp: TIME,
      CloudWatchMetrics: [
        {
          Namespace: 'FeedRepublisher',
          Dimensions: [['FunctionName']],
          Metrics: [
            { Name: 'Published', Unit: 'Count' },
            { Name: 'UploadToFeed', Unit: 'Seconds' },
          ],
        },
      ],
    },
    FunctionName: 'Function-1',
    Published: 3,
    UploadToFeed: [1.5, 7],
  });
});

it('leaves out what is nothing, and says nothing of nothing', () => {
  const { Rejected, UploadToFeed, ...others } = JSON.parse(
    metricsLine({ Published: 1, Rejected: 0, UploadToFeed: [] }, 'F', TIME) ?? '',
  );
  expect({ Rejected, UploadToFeed }).toEqual({});
  expect(others._aws.CloudWatchMetrics[0].Metrics).toHaveLength(1);
  expect(metricsLine({ Rejected: 0, UploadToFeed: [] }, 'F', TIME)).toBeUndefined();
});

it('has no more values of a metric than CloudWatch takes', () => {
  const line = metricsLine({ UploadToFeed: Array.from({ length: 250 }, () => 1) }, 'F', TIME);
  expect(JSON.parse(line ?? '').UploadToFeed).toHaveLength(100);
});
