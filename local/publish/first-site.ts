import { isChinese, isTraditional } from '../../lambda/model/language.ts';
import { SETTINGS_FILE } from '../../lib/caller.ts';

/** The folder of the articles, beside the settings. */
export const FIRST_ARTICLES = 'articles';

/** What the files of a new site depend on. */
export interface FirstSiteOptions {
  /** The language of the site and of the comments in its files, as a BCP 47 tag. */
  readonly language: string;
  readonly timeZone: string;
  /** When the first article is written, in milliseconds. */
  readonly now: number;
}

/** The files that a new site begins with, by their path: its settings, each with what it does, and an article. */
export function firstSite(options: FirstSiteOptions): ReadonlyMap<string, string> {
  const date = localTime(options);
  if (isTraditional(options.language)) {
    return new Map([
      [SETTINGS_FILE, traditionalSettings(options)],
      [`${FIRST_ARTICLES}/第一篇文章.md`, traditionalArticle(date)],
    ]);
  }
  return isChinese(options.language)
    ? new Map([
        [SETTINGS_FILE, chineseSettings(options)],
        [`${FIRST_ARTICLES}/第一篇文章.md`, chineseArticle(date)],
      ])
    : new Map([
        [SETTINGS_FILE, englishSettings(options)],
        [`${FIRST_ARTICLES}/first-article.md`, englishArticle(date)],
      ]);
}

/** `2026-01-02 03:04:05` on a clock of the zone. */
function localTime({ timeZone, now }: FirstSiteOptions): string {
  return new Date(now).toLocaleString('sv-SE', { timeZone });
}

function chineseSettings({ language, timeZone }: FirstSiteOptions): string {
  return `# 站点设置。以 # 开头的行是注释；去掉行首的 # 即可启用该项。

# 站点名称和简介，显示在首页和各个订阅源里。
title: 我的订阅
# description: 每个分类都有自己的订阅源。

# 对外的网址，订阅源里的链接都以它开头。本机预览（start）时不必填。
# baseUrl: https://feeds.example.org

# 页面和命令的语言：zh-CN 为简体中文，zh-TW 为繁体中文，en 为英文。
language: ${language}

# 文章日期没写时区时，按这个时区算。
timeZone: ${timeZone}

# 每个订阅源最多收录多少篇最新文章（1 到 500）。
# itemsPerFeed: 50

# 分类的显示名称和简介。键是文章里写的分类名；写在这里的分类按这个顺序排在前面。
# categories:
#   金融:
#     title: 财经
#     description: 市场与公司

# 用文件夹名作为文章的分类。
# folderCategories: true

# 哪些标签和作者像分类一样有自己的页面和订阅源：写名称；或写一个数，文章满这个数的都有订阅源。
# tagFeeds: [人工智能, 芯片]
# authorFeeds: 5

# 没写分类的网页存档归入哪些分类，按原文所在的域名设置。
# pageCategories:
#   news.example: [财经]

# 日期在将来的文章立即发布；默认等到时间再发布。
# future: true

# 这些域名的图片只是占位图，不当作配图。写了就取代内置的名单。
# placeholderHosts: [picsum.photos]

# 存放自己的来源规则的文件夹，与内置规则一同生效。
# rules: rules

# 文章写明了原文网址（link）时，搜索引擎以原文为准；own 表示总以本站的页面为准。
# canonical: own

# 请搜索引擎不要收录任何页面，例如转载他人文章的站点。
# robots: noindex

# 写进订阅源的版权声明。
# copyright: © 某某

# 提供更早文章的存档（RFC 5005）。
# history: true

# 订阅源更新时通知的 WebSub 中枢。只有部署到 AWS 的站点会通知。
# hub: https://pubsubhubbub.appspot.com/
`;
}

function traditionalSettings({ language, timeZone }: FirstSiteOptions): string {
  return `# 網站設定。以 # 開頭的行是註解；去掉行首的 # 即可啟用該項。

# 網站名稱和簡介，顯示在首頁和各個訂閱源裡。
title: 我的訂閱
# description: 每個分類都有自己的訂閱源。

# 對外的網址，訂閱源裡的連結都以它開頭。本機預覽（start）時不必填。
# baseUrl: https://feeds.example.org

# 頁面和命令的語言：zh-TW 為繁體中文，zh-CN 為簡體中文，en 為英文。
language: ${language}

# 文章日期沒寫時區時，按這個時區算。
timeZone: ${timeZone}

# 每個訂閱源最多收錄多少篇最新文章（1 到 500）。
# itemsPerFeed: 50

# 分類的顯示名稱和簡介。鍵是文章裡寫的分類名；寫在這裡的分類按這個順序排在前面。
# categories:
#   金融:
#     title: 財經
#     description: 市場與公司

# 用資料夾名作為文章的分類。
# folderCategories: true

# 哪些標籤和作者像分類一樣有自己的頁面和訂閱源：寫名稱；或寫一個數，文章滿這個數的都有訂閱源。
# tagFeeds: [人工智慧, 晶片]
# authorFeeds: 5

# 沒寫分類的網頁存檔歸入哪些分類，按原文所在的網域設定。
# pageCategories:
#   news.example: [財經]

# 日期在將來的文章立即發布；預設等到時間再發布。
# future: true

# 這些網域的圖片只是佔位圖，不當作配圖。寫了就取代內建的名單。
# placeholderHosts: [picsum.photos]

# 存放自己的來源規則的資料夾，與內建規則一同生效。
# rules: rules

# 文章寫明了原文網址（link）時，搜尋引擎以原文為準；own 表示總以本站的頁面為準。
# canonical: own

# 請搜尋引擎不要收錄任何頁面，例如轉載他人文章的網站。
# robots: noindex

# 寫進訂閱源的版權聲明。
# copyright: © 某某

# 提供更早文章的存檔（RFC 5005）。
# history: true

# 訂閱源更新時通知的 WebSub 中樞。只有部署到 AWS 的網站會通知。
# hub: https://pubsubhubbub.appspot.com/
`;
}

function englishSettings({ language, timeZone }: FirstSiteOptions): string {
  return `# Settings of the site. Remove the "#" in front of a setting to use it.

# Shown on the home page and in all feeds.
title: My feeds
# description: Every category has feeds of its own.

# Where the site is published: links in the feeds begin with it. "start" does not need it.
# baseUrl: https://feeds.example.org

# The language of the pages and commands: English, zh-CN for Simplified or zh-TW for Traditional Chinese.
language: ${language}

# The time zone of dates that are written without one.
timeZone: ${timeZone}

# How many of the newest articles a feed holds, from 1 to 500.
# itemsPerFeed: 50

# How categories are shown, by the name that articles give them. Those that stand here are listed first, in this order.
# categories:
#   finance:
#     title: Markets
#     description: Markets and companies

# Make the folders that an article is in its categories.
# folderCategories: true

# The tags and authors that have a page and feeds, as categories have: their names, or all that hold so many articles.
# tagFeeds: [AI, chips]
# authorFeeds: 5

# The categories of saved pages that name none, by the host of the original.
# pageCategories:
#   news.example: [Markets]

# Publish articles that are dated ahead at once instead of holding them until their time.
# future: true

# Hosts whose pictures are placeholders. A list here replaces the built-in one.
# placeholderHosts: [picsum.photos]

# A folder of rules for sources of your own, used beside the built-in ones.
# rules: rules

# Search engines are led to the original where an article names it (link); "own" leads them to this site's pages.
# canonical: own

# Ask search engines not to show any page, as a site that republishes the texts of others may have to.
# robots: noindex

# A copyright line for the feeds.
# copyright: © Somebody

# Link the feeds to archives of all older articles (RFC 5005).
# history: true

# The WebSub hub to tell of changed feeds. Only a site on AWS tells it.
# hub: https://pubsubhubbub.appspot.com/
`;
}

function chineseArticle(date: string): string {
  return `---
title: 第一篇文章
date: ${date}
categories: [随笔]
---

这是第一篇文章，用 **Markdown** 或 HTML 写都可以。

改几个字再保存，页面和订阅源会跟着更新；把新文章放进这个文件夹，它就会发布。
`;
}

function traditionalArticle(date: string): string {
  return `---
title: 第一篇文章
date: ${date}
categories: [隨筆]
---

這是第一篇文章，用 **Markdown** 或 HTML 寫都可以。

改幾個字再存檔，頁面和訂閱源會跟著更新；把新文章放進這個資料夾，它就會發布。
`;
}

function englishArticle(date: string): string {
  return `---
title: A first article
date: ${date}
categories: [notes]
---

This is a first article, in **Markdown** or HTML.

Change a word and save: the page and the feeds follow. Put another file into this folder, and it is published.
`;
}
