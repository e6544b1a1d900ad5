import type { WallTime } from './clock.ts';
import { isChinese, isTraditional } from './language.ts';
import type { Site } from './site.ts';

/** The pages' own words in one language. */
export interface Words {
  /** The language of these words, a BCP 47 tag. */
  readonly language: string;
  readonly skipToContent: string;
  readonly siteNavigation: string;
  readonly newest: string;
  readonly feeds: string;
  readonly allArticles: string;
  readonly subscribe: string;
  readonly subscriptionList: string;
  readonly subscribeHint: string;
  /** The page for people who do not know feeds: its title, and what feeds are in three sentences. */
  readonly howToSubscribe: string;
  readonly aboutFeeds: string;
  readonly chooseReader: string;
  readonly addFeed: string;
  readonly followCategories: string;
  readonly followCategoriesHint: string;
  readonly onPhone: string;
  readonly onDesktop: string;
  readonly onWeb: string;
  readonly onOwnServer: string;
  readonly ownServerHint: string;
  readonly readersInChina: string;
  /** Links that add the feed in a reader with one click, and the one to whatever reader is installed. */
  readonly addAtOnce: string;
  readonly installedReader: string;
  readonly copy: string;
  readonly copied: string;
  readonly qrCode: string;
  readonly homeHint: string;
  readonly noArticles: string;
  readonly noArticlesInCategory: string;
  readonly noArticlesInList: string;
  readonly noCategories: string;
  readonly categories: string;
  /** The pages on which all articles are found by date, and links to what is before and after such a page. */
  readonly archive: string;
  /** On the page of an archive that is not there yet. */
  readonly archivePending: string;
  readonly newerArticles: string;
  readonly olderArticles: string;
  /** Leads from an article to others, and to the feeds that they come in. */
  readonly moreArticles: string;
  readonly contents: string;
  readonly tags: string;
  readonly authors: string;
  readonly editor: string;
  readonly updated: string;
  readonly readOriginal: string;
  /** Links to the page of an article for whose content a feed has no room. */
  readonly tooLong: string;
  readonly table: string;
  readonly formula: string;
  /** Leads to a picture that the page shows no larger than the screen. */
  readonly wholePicture: string;
  readonly notFound: string;
  readonly notFoundHint: string;
  readonly toHome: string;
  readonly search: string;
  /** What is searched, as the label of the field. */
  readonly searchLabel: string;
  readonly searchHint: string;
  readonly searchNeedsScript: string;
  readonly searchResults: string;
  readonly searching: string;
  readonly searchFailed: string;
  /** The tick has not come yet. */
  readonly searchMissing: string;
  /** With `{found}`, `{searched}` and `{total}`, numbers of articles, where the script puts them. */
  readonly searchFound: string;
  /** The same once all articles are searched, with `{found}` and `{total}`. */
  readonly searchFoundInAll: string;
  readonly searchMore: string;
  readonly searchOlder: string;
  readonly searchRetry: string;
  /** Shown to a person who opens a feed in a browser: a notice, and the label of the address of the feed's page. */
  readonly feedNotice: string;
  readonly feedPage: string;
  /** What a category’s page is, where the settings do not describe the category. */
  aboutCategory(title: string): string;
  /** The same of a list of a tag or of an author, and the title of the latter. */
  aboutList(title: string): string;
  ofAuthor(name: string): string;
  /** Why a page has no feeds, where it will with so many articles. */
  feedsFrom(count: number): string;
  aboutArchive(site: string, title: string): string;
  /** Names something after its subject: `金融 · RSS`. */
  of(subject: string, what: string): string;
  formatTime(time: WallTime): string;
  /** A year, a month or a day; months and days count from 1. */
  formatDate(year: number, month?: number, day?: number): string;
  countArticles(count: number): string;
  readingTime(minutes: number): string;
}

const CHINESE: Words = {
  language: 'zh-CN',
  skipToContent: '跳到正文',
  siteNavigation: '本站',
  newest: '最新文章',
  feeds: '订阅源',
  allArticles: '全部文章',
  subscribe: '订阅',
  subscriptionList: 'OPML 订阅列表',
  subscribeHint: '点一下地址即可选中整行，复制后粘贴到阅读器的“添加订阅”中。三种格式内容相同，任选其一。',
  howToSubscribe: '怎么订阅',
  aboutFeeds:
    '订阅源（RSS）让新文章自己来找您。把订阅源的地址添加到阅读器里，以后一有新文章，打开阅读器就能看到。不用注册，不留邮箱，随时可以退订。',
  chooseReader: '选一个阅读器',
  addFeed: '把地址添加进去',
  followCategories: '只订几个分类，或一次全订',
  followCategoriesHint:
    '每个分类都有自己的订阅源，地址就在分类页面的顶部。想一次订阅全部分类，可以把订阅列表导入阅读器：',
  onPhone: '手机',
  onDesktop: '电脑',
  onWeb: '网页',
  onOwnServer: '自己的服务器',
  ownServerHint: '用 Miniflux 或 FreshRSS 的话，把下面这一段接在您的网址后面：',
  readersInChina:
    'Inoreader 和 Feedly 在中国大陆不一定能打开；NetNewsWire、Feeder、Read You、Fluent Reader 直接从本站读取，不受影响。',
  addAtOnce: '一键添加',
  installedReader: '本机阅读器',
  copy: '复制',
  copied: '已复制',
  qrCode: '二维码',
  homeHint:
    '每个分类都有自己的订阅源：复制 RSS、Atom 或 JSON 链接的地址，粘贴到阅读器；也可以导入订阅列表，一次订阅全部分类。',
  noArticles: '还没有文章。新文章发布后会出现在这里。',
  noArticlesInCategory: '这个分类目前没有文章。订阅依然有效，新文章发布后会出现在这里和您的阅读器中。',
  noArticlesInList: '目前没有文章。订阅依然有效，新文章发布后会出现在这里和您的阅读器中。',
  noCategories: '还没有分类。',
  categories: '分类',
  archive: '往期文章',
  archivePending: '所有文章最迟约一小时后列在这里。',
  newerArticles: '较新的文章',
  olderArticles: '更早的文章',
  moreArticles: '更多文章',
  contents: '目录',
  tags: '标签',
  authors: '作者',
  editor: '责任编辑',
  updated: '更新',
  readOriginal: '阅读原文',
  tooLong: '全文较长，请在网页上阅读',
  table: '表格',
  formula: '公式',
  wholePicture: '查看大图',
  notFound: '没有找到这一页',
  notFoundHint: '文章可能已被撤下，或者地址有误。',
  toHome: '回到首页',
  search: '搜索',
  searchLabel: '搜索标题、摘要、作者、分类和标签',
  searchHint:
    '多个词用空格隔开，文章要包含每一个词；最新的排在前面。新文章最迟约一小时后可以搜到。也可以这样找：',
  searchNeedsScript: '搜索要用到 JavaScript，而您的浏览器没有启用它。下面的往期文章和分类不需要它。',
  searchResults: '搜索结果',
  searching: '正在查找…',
  searchMissing: '还没有可以搜索的文章，约一小时后再来看看。',
  searchFailed: '没有加载成功，请检查网络后重试。',
  searchFound: '找到 {found} 篇。共 {total} 篇文章，已查找最新的 {searched} 篇。',
  searchFoundInAll: '找到 {found} 篇。已查找全部 {total} 篇文章。',
  searchMore: '显示更多',
  searchOlder: '查找更早的文章',
  searchRetry: '重试',
  feedNotice: '这是一个订阅源。请复制地址栏中的地址，粘贴到阅读器中订阅，有新文章时会自动送达。',
  feedPage: '网页版：',
  aboutCategory: (title) => `“${title}”分类的最新文章，可以用 RSS、Atom 或 JSON 订阅。`,
  aboutList: (title) => `“${title}”的最新文章。`,
  ofAuthor: (name) => `作者：${name}`,
  feedsFrom: (count) => `文章满 ${count} 篇后，这里会有订阅源。`,
  aboutArchive: (site, title) => `${site}的往期文章：${title}。`,
  of: (subject, what) => `${subject} · ${what}`,
  formatTime: ({ year, month, day, hour, minute }) =>
    `${year}年${month}月${day}日 ${twoDigits(hour)}:${twoDigits(minute)}`,
  formatDate: (year, month, day) =>
    `${year}年${month === undefined ? '' : `${month}月`}${day === undefined ? '' : `${day}日`}`,
  countArticles: (count) => `${count.toLocaleString('en-US')} 篇`,
  readingTime: (minutes) => `约 ${minutes} 分钟读完`,
};

const TRADITIONAL: Words = {
  language: 'zh-TW',
  skipToContent: '跳到正文',
  siteNavigation: '本站',
  newest: '最新文章',
  feeds: '訂閱源',
  allArticles: '全部文章',
  subscribe: '訂閱',
  subscriptionList: 'OPML 訂閱清單',
  subscribeHint: '點一下網址即可選取整行，複製後貼到閱讀器的「新增訂閱」中。三種格式內容相同，任選其一。',
  howToSubscribe: '怎麼訂閱',
  aboutFeeds:
    '訂閱源（RSS）讓新文章自己來找您。把訂閱源的網址加到閱讀器裡，以後一有新文章，打開閱讀器就能看到。不用註冊，不留電子郵件，隨時可以退訂。',
  chooseReader: '選一個閱讀器',
  addFeed: '把網址加進去',
  followCategories: '只訂幾個分類，或一次全訂',
  followCategoriesHint:
    '每個分類都有自己的訂閱源，網址就在分類頁面的頂部。想一次訂閱全部分類，可以把訂閱清單匯入閱讀器：',
  onPhone: '手機',
  onDesktop: '電腦',
  onWeb: '網頁',
  onOwnServer: '自己的伺服器',
  ownServerHint: '用 Miniflux 或 FreshRSS 的話，把下面這一段接在您的網址後面：',
  readersInChina:
    'Inoreader 和 Feedly 在中國大陸不一定打得開；NetNewsWire、Feeder、Read You、Fluent Reader 直接從本站讀取，不受影響。',
  addAtOnce: '一鍵加入',
  installedReader: '本機閱讀器',
  copy: '複製',
  copied: '已複製',
  qrCode: 'QR Code',
  homeHint:
    '每個分類都有自己的訂閱源：複製 RSS、Atom 或 JSON 連結的網址，貼到閱讀器；也可以匯入訂閱清單，一次訂閱全部分類。',
  noArticles: '還沒有文章。新文章發布後會出現在這裡。',
  noArticlesInCategory: '這個分類目前沒有文章。訂閱依然有效，新文章發布後會出現在這裡和您的閱讀器中。',
  noArticlesInList: '目前沒有文章。訂閱依然有效，新文章發布後會出現在這裡和您的閱讀器中。',
  noCategories: '還沒有分類。',
  categories: '分類',
  archive: '往期文章',
  archivePending: '所有文章最遲約一小時後列在這裡。',
  newerArticles: '較新的文章',
  olderArticles: '更早的文章',
  moreArticles: '更多文章',
  contents: '目錄',
  tags: '標籤',
  authors: '作者',
  editor: '責任編輯',
  updated: '更新',
  readOriginal: '閱讀原文',
  tooLong: '全文較長，請在網頁上閱讀',
  table: '表格',
  formula: '公式',
  wholePicture: '檢視大圖',
  notFound: '沒有找到這一頁',
  notFoundHint: '文章可能已被撤下，或者網址有誤。',
  toHome: '回到首頁',
  search: '搜尋',
  searchLabel: '搜尋標題、摘要、作者、分類和標籤',
  searchHint:
    '多個詞用空格隔開，文章要包含每一個詞；最新的排在前面。新文章最遲約一小時後可以搜尋到。也可以這樣找：',
  searchNeedsScript: '搜尋要用到 JavaScript，而您的瀏覽器沒有啟用它。下面的往期文章和分類不需要它。',
  searchResults: '搜尋結果',
  searching: '正在尋找…',
  searchMissing: '還沒有可以搜尋的文章，約一小時後再來看看。',
  searchFailed: '沒有載入成功，請檢查網路後重試。',
  searchFound: '找到 {found} 篇。共 {total} 篇文章，已找過最新的 {searched} 篇。',
  searchFoundInAll: '找到 {found} 篇。已找過全部 {total} 篇文章。',
  searchMore: '顯示更多',
  searchOlder: '尋找更早的文章',
  searchRetry: '重試',
  feedNotice: '這是一個訂閱源。請複製網址列中的網址，貼到閱讀器中訂閱，有新文章時會自動送達。',
  feedPage: '網頁版：',
  aboutCategory: (title) => `「${title}」分類的最新文章，可以用 RSS、Atom 或 JSON 訂閱。`,
  aboutList: (title) => `「${title}」的最新文章。`,
  ofAuthor: CHINESE.ofAuthor,
  feedsFrom: (count) => `文章滿 ${count} 篇後，這裡會有訂閱源。`,
  aboutArchive: (site, title) => `${site}的往期文章：${title}。`,
  of: (subject, what) => `${subject} · ${what}`,
  formatTime: CHINESE.formatTime,
  formatDate: CHINESE.formatDate,
  countArticles: (count) => `${count.toLocaleString('en-US')} 篇`,
  readingTime: (minutes) => `約 ${minutes} 分鐘讀完`,
};

const ENGLISH_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const ENGLISH: Words = {
  language: 'en',
  skipToContent: 'Skip to content',
  siteNavigation: 'This site',
  newest: 'Newest articles',
  feeds: 'Feeds',
  allArticles: 'All articles',
  subscribe: 'Subscribe',
  subscriptionList: 'OPML subscription list',
  subscribeHint:
    'Click an address to select all of it, copy it, and paste it where your feed reader adds a subscription. The three formats carry the same articles; each of them will do.',
  howToSubscribe: 'How to subscribe',
  aboutFeeds:
    'A feed (RSS) brings new articles to you. Add its address to a feed reader once, and whatever is published from then on appears there. There is no account to open and no e-mail address to leave, and you can stop at any time.',
  chooseReader: 'Choose a reader',
  addFeed: 'Add the address',
  followCategories: 'Follow single categories, or all of them',
  followCategoriesHint:
    'Every category has feeds of its own: their addresses are at the top of its page. To follow all categories at once, import the subscription list into your reader:',
  onPhone: 'Phone',
  onDesktop: 'Computer',
  onWeb: 'On the web',
  onOwnServer: 'On your server',
  ownServerHint: 'With Miniflux or FreshRSS, put this after the address of yours:',
  readersInChina:
    'In mainland China, Inoreader and Feedly may be out of reach. NetNewsWire, Feeder, Read You and Fluent Reader read from this site directly and are not affected.',
  addAtOnce: 'Add with one click',
  installedReader: 'Reader on this device',
  copy: 'Copy',
  copied: 'Copied',
  qrCode: 'QR code',
  homeHint:
    'Every category has feeds of its own: copy the address of its RSS, Atom or JSON link into your feed reader, or import the subscription list to follow all categories at once.',
  noArticles: 'There are no articles yet. New ones will appear here.',
  noArticlesInCategory:
    'There are no articles in this category now. Its feeds still work: new articles will appear here and in your reader.',
  noArticlesInList:
    'There are no articles now. The feeds still work: new articles will appear here and in your reader.',
  noCategories: 'There are no categories yet.',
  categories: 'Categories',
  archive: 'Archive',
  archivePending: 'All articles will be listed here within about an hour.',
  newerArticles: 'Newer articles',
  olderArticles: 'Older articles',
  moreArticles: 'More articles',
  contents: 'Contents',
  tags: 'Tags',
  authors: 'Authors',
  editor: 'Editor',
  updated: 'Updated',
  readOriginal: 'Read the original',
  tooLong: 'The article is long: read it on its page',
  table: 'Table',
  formula: 'Formula',
  wholePicture: 'The whole picture',
  notFound: 'Page not found',
  notFoundHint: 'The article may have been withdrawn, or the address is mistyped.',
  toHome: 'Go to the home page',
  search: 'Search',
  searchLabel: 'Search titles, summaries, authors, categories and tags',
  searchHint:
    'Articles must have every word; the newest come first. A new article is found within about an hour. Other ways to find articles:',
  searchNeedsScript:
    'The search needs JavaScript, which your browser does not run. The archive and the categories below work without it.',
  searchResults: 'Results',
  searching: 'Searching…',
  searchMissing: 'There is nothing to search yet. Come back in about an hour.',
  searchFailed: 'It could not be loaded. Check your connection and try again.',
  searchFound: 'Found: {found}. Searched: the newest {searched} of {total} articles.',
  searchFoundInAll: 'Found: {found}. Searched: all articles ({total}).',
  searchMore: 'Show more',
  searchOlder: 'Search older articles',
  searchRetry: 'Try again',
  feedNotice:
    'This is a web feed. Copy its address from the address bar into a feed reader, and new articles will come to you.',
  feedPage: 'As a web page: ',
  aboutCategory: (title) =>
    `The newest articles in “${title}”, to read here or to follow by RSS, Atom or JSON.`,
  aboutList: (title) => `The newest articles: ${title}.`,
  ofAuthor: (name) => `By ${name}`,
  feedsFrom: (count) => `Once there are ${count} articles, there will be feeds of them.`,
  aboutArchive: (site, title) => `Articles of ${site} by date: ${title}.`,
  of: (subject, what) => `${subject} · ${what}`,
  formatTime: ({ year, month, day, hour, minute }) =>
    `${day} ${ENGLISH_MONTHS[month - 1] ?? month} ${year}, ${twoDigits(hour)}:${twoDigits(minute)}`,
  formatDate: (year, month, day) =>
    [day, month === undefined ? undefined : ENGLISH_MONTHS[month - 1], year]
      .filter((part) => part !== undefined)
      .join(' '),
  countArticles: (count) => (count === 1 ? '1 article' : `${count.toLocaleString('en-US')} articles`),
  readingTime: (minutes) => `${minutes} min read`,
};

/** The words of a site's pages: Chinese, simplified or traditional, where the site's language is Chinese, else English. */
export function wordsOf({ language }: Pick<Site, 'language'>): Words {
  if (!isChinese(language)) return ENGLISH;
  return isTraditional(language) ? TRADITIONAL : CHINESE;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
