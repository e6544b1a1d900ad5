import type { Source } from './source.ts';

/** ZAKER (myzaker.com): an aggregator; pictures stand in boxes that its viewer opens. */
export const zaker: Source = {
  name: 'zaker',
  names: ['ZAKER'],
  hosts: ['myzaker.com'],
  promotion: ['#article_bottom', '.ad_box', '.open_app'],
  furniture: ['#recommend_bottom', '.article_more', '.img_mask', '.video_player_controls'],
  phrases: [/^查看原文$/, /^(?:打开|下载)\s*ZAKER.{0,30}$/i],
};
