import { describe, expect, it } from 'vitest';
import { all, one, statements, synthesize } from './synthesize.ts';

const template = synthesize();
const queue = one(template, 'AWS::SQS::Queue', 'Queue');
const deadLetters = one(template, 'AWS::SQS::Queue', 'DeadLetters');
const republisher = one(template, 'AWS::Lambda::Function', 'Function');
const sweeper = one(template, 'AWS::Lambda::Function', 'Sweep');

describe('the alarms', () => {
  const topic = one(template, 'AWS::SNS::Topic');
  const alarms = all(template, 'AWS::CloudWatch::Alarm');

  it.each([
    ['DeadLettersWaiting', 'AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName', deadLetters.id],
    ['QueueStuck', 'AWS/SQS', 'ApproximateAgeOfOldestMessage', 'QueueName', queue.id],
    ['FunctionFails', 'AWS/Lambda', 'Errors', 'FunctionName', republisher.id],
    ['SweepFails', 'AWS/Lambda', 'Errors', 'FunctionName', sweeper.id],
    ['FunctionThrottled', 'AWS/Lambda', 'Throttles', 'FunctionName', republisher.id],
  ])('tell of %s', (name, Namespace, MetricName, dimension, id) => {
    const { Properties } = one(template, 'AWS::CloudWatch::Alarm', `Alarms${name}`);
    expect(Properties).toMatchObject({ Namespace, MetricName });
    const [value] = [Properties.Dimensions].flat();
    expect(value).toMatchObject({ Name: dimension });
    expect(JSON.stringify(value)).toContain(`"${id}"`);
  });

  it('tell of a queue that is stuck later than the last try, and its dead letter, of the worst message', () => {
    const { Threshold } = one(template, 'AWS::CloudWatch::Alarm', 'AlarmsQueueStuck').Properties;
    const tries = Number(Object(queue.Properties.RedrivePolicy).maxReceiveCount);
    expect(Number(Threshold)).toBeGreaterThan(tries * Number(queue.Properties.VisibilityTimeout));
  });

  it('tell of rejected articles by the line that the function logs for each', () => {
    const filter = one(template, 'AWS::Logs::MetricFilter').Properties;
    expect(filter).toMatchObject({
      LogGroupName: { Ref: one(template, 'AWS::Logs::LogGroup').id },
      FilterPattern: '{ $.message.event = "rejected" }',
    });
    const { Properties } = one(template, 'AWS::CloudWatch::Alarm', 'AlarmsArticlesRejected');
    expect(filter.MetricTransformations).toMatchObject([
      { MetricName: Properties.MetricName, MetricNamespace: Properties.Namespace, MetricValue: '1' },
    ]);
  });

  it('reach one topic, which CloudWatch may publish to, and keep still while there is nothing to measure', () => {
    expect(alarms).toHaveLength(6);
    for (const { Properties } of alarms) {
      expect(Properties).toMatchObject({
        AlarmActions: [{ Ref: topic.id }],
        TreatMissingData: 'notBreaching',
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    }
    expect(statements(one(template, 'AWS::SNS::TopicPolicy'), 'Allow')).toMatchObject([
      {
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: topic.id },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('are sent by e-mail where somebody wants them', () => {
    expect(all(template, 'AWS::SNS::Subscription')).toEqual([]);
    const mailed = synthesize({ alarmEmail: 'maintainer@example.org' });
    expect(one(mailed, 'AWS::SNS::Subscription').Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'maintainer@example.org',
    });
  });
});
