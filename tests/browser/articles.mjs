// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Articles for tests that need what the samples do not have.

const kSaltStory = [
  'أعلنت تعاونية الملاحين في خليج السنابل أن موسم استخراج الملح البحري تجاوز هذا العام أربعة آلاف طن',
  'وقال رئيس التعاونية إن الأحواض القديمة رُمّمت بالطين والحجر دون استعمال الإسمنت',
  'وأضاف أن ثمانين أسرة تعيش من هذا العمل في ستة أشهر من السنة',
  'وتُنقل الأكياس على ظهور الدواب إلى الطريق المعبّد ثم إلى مخازن المدينة',
  'ويطالب العاملون بطريق أقصر يصل الأحواض بالميناء قبل الشتاء المقبل',
].join('. ') + '.';

// Three wires that tell one story in nearly the same words, and one of something else.
export const kNearDuplicates = ['الأولى', 'الثانية', 'الثالثة'].map((which, i) => ({
  id: `salt-${i + 1}`, title: `موسم الملح في خليج السنابل، الرواية ${which}`,
  body: `${kSaltStory} الوكالة ${which}.`, source: `وكالة الخليج ${which}`, published: `2025-03-0${i + 1}`,
})).concat([{
  id: 'chess', title: 'بطولة الشطرنج تختتم في القلعة', source: 'صحيفة الرقعة', published: '2025-04-01',
  body: 'اختتمت في القلعة القديمة بطولة الشطرنج المفتوحة بمشاركة أربعين لاعباً من سبع مدن، وفازت بها طالبة في السابعة عشرة.',
}]);
export const kNearDuplicatesQuery = 'موسم الملح';

// For the reading page: the above, three that share keywords and words, one in English and one without a title.
const kDamBody = (place) => [
  `تراجع مخزون السدود في ${place} إلى ثلث طاقتها بعد خريف تأخرت أمطاره، وقال مهندس في دائرة الري إن التبخر ازداد.`,
  'وبدأت البلديات توزيع مياه الشرب بالصهاريج على القرى البعيدة، وأوقف المزارعون زراعة الأرز حتى هطول المطر.',
  `ويقول أهالي ${place} إن قعر السد صار طريقاً تعبره الماشية، وإن الجفاف لم يبلغ هذا الحد منذ أربعين عاماً.`,
].join('\n');

const kDams = [
  ['السفح', 'خزان الجبل القديم يجف قبل موعد الحصاد'],
  ['الوادي', 'مزارعون يبحثون عن ماء بعيداً عن خزان الجبل'],
  ['الهضبة', 'لجنة تعد بترميم خزان الجبل خلال عامين'],
];

// Enough of other things that the words of those three are rare.
const kOthers = Array.from({length: 40}, (_, i) => ({
  id: `other-${i}`, title: `نتائج الجولة ${i + 1} من دوري المدارس`, published: `2020-01-${10 + i % 20}`,
  body: `انتهت الجولة ${i + 1} من دوري المدارس بفوز فريق المدرسة ${i + 7} على ضيفه بهدف سجله اللاعب رقم ${i + 2} في آخر دقيقة.`,
}));

export const kReadingArticles = kNearDuplicates.concat(kOthers).concat(kDams.map(([place, title], i) => ({
  id: `dam-${i + 1}`, title, body: kDamBody(place), keywords: ['سدود', 'جفاف'],
  source: `صحيفة ${place}`, author: 'نوار الحكيم', published: `2024-1${i}-05`,
  ...(i === 0 ? {url: 'https://news.example/dam-1'} : {}),
}))).concat([
  {id: 'english', title: 'Village library reopens after the flood', source: 'The Valley Post', published: '2024-02-01',
   body: 'The village library has reopened eight months after the flood, with shelves that neighbours built.\n' +
         'Most of the books were dried page by page in a bakery, the librarian said, and only forty were lost.'},
  {id: 'untitled', body: 'وصلت القافلة إلى القرية قبل الفجر، وبدأ الأطباء فحص الأطفال في قاعة المدرسة القديمة.'},
]);

// Markup, templates and open direction marks wherever an article can have them. What is marked as text must
// be shown letter by letter; without the mark its tags are read as HTML, and what is left must be as harmless.
export const kAttack = `<script>window.hacked=1</script>"><img src=x onerror="window.hacked=1">' onfocus='window.hacked=1`;
export const kTemplate = '{{t.brand}} {{{query}}} {{#hits}} &lt;b&gt; &amp;';
const kOpenMarks = '\u202e\u2066';  // right-to-left override, left-to-right isolate: neither is closed

const kShipBody = [
  'رست سفينة البحث العلمي في مرفأ الغدير بعد رحلة دامت تسعين يوماً جمعت فيها عينات من قاع البحر.',
  'ويقول قبطان سفينة الأبحاث إن العاصفة أخّرت العودة أسبوعين، وإن الطاقم أصلح المحرك في عرض الماء.',
  'وستُنقل العينات إلى مختبر الجامعة حيث يدرسها اثنا عشر باحثاً حتى نهاية الصيف.',
].join('\n');

// A title and an author are asked for tags even in text, so that theirs are written as entities.
const encoded = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

// `word` tells a hit from its harmless twin, so that a query can leave out either.
const dressed = (id, word, text, published) => ({
  id, format: 'text', published, keywords: [`وسم ${word} ${text} آخره`], url: `javascript:window.hacked=1//${word}`,
  title: `سفينة ${word} ${encoded(text)} آخره`, author: `كاتب ${word} ${encoded(text)} آخره`,
  source: `مصدر ${word} ${text} آخره`, body: `سفينة ${word} ${text} ${kShipBody}\n${text}`,
});
const harmless = (length) => 'كلام عادي لا شيء فيه '.repeat(Math.ceil(length / 20)).slice(0, length).trim();

export const kHostileText = `${kAttack} ${kTemplate} ${kOpenMarks}`;
export const kHostileArticles = [
  dressed('hostile', 'نرجس', kHostileText, '2024-06-10'),
  {...dressed('hostile-copy', 'نرجس', kHostileText, '2024-06-09'), source: 'صحيفة الموج'},
  dressed('harmless', 'وردة', harmless(kHostileText.length), '2024-06-10'),
  {...dressed('harmless-copy', 'وردة', harmless(kHostileText.length), '2024-06-09'), source: 'صحيفة الموج'},
  {...dressed('hostile-html', 'ياسمين', kHostileText, '2022-06-10'), format: undefined},
  {id: 'above', title: 'سفينة القمح تصل إلى المرفأ', source: 'صحيفة المرفأ', author: 'رنا الصياد', published: '2024-07-01',
   body: 'وصلت إلى المرفأ سفينة محملة بالقمح بعد انتظار دام ثلاثة أسابيع، وبدأ العمال تفريغ حمولتها ليلاً.'},
  {id: 'below', title: 'سفينة قديمة تصير مكتبة', source: 'صحيفة المرفأ', author: 'رنا الصياد', published: '2024-05-01',
   body: 'حوّل متطوعون سفينة صيد قديمة إلى مكتبة عائمة تزور القرى الساحلية كل شهر، وفيها ثلاثة آلاف كتاب للأطفال.'},
];

// Words that no line can hold, where the layout has least room for them.
export const kLongArticles = [
  {id: 'long', title: `القوارب ${'والمستنقعاتالمتراميةالأطراف'.repeat(8)} https://news.example/${'a-very-long-path-'.repeat(12)}`,
   body: `القوارب ${'ط'.repeat(400)} https://news.example/${'x'.repeat(300)}\nالقوارب تعود إلى المرفأ بعد العاصفة.`,
   source: 'مصدر'.repeat(30), author: 'أ'.repeat(120), keywords: ['وسم'.repeat(40), 'قصير'], published: '2024-03-01',
   url: `https://news.example/${'y'.repeat(300)}`},
  ...Array.from({length: 24}, (_, i) => ({
    id: i === 0 ? 'short' : `boats-${i}`, title: `القوارب ${i + 1} في الماء`, published: `20${10 + i % 15}-0${1 + i % 9}-11`,
    source: `صحيفة الشاطئ ${i % 9}`, author: `كاتب رقم ${i}`, keywords: [`قارب ${i}`],
    body: `خرجت القوارب صباحاً إلى عرض البحر في رحلتها رقم ${i + 1} وعادت مساء بصيد وفير باعه الصيادون قبل الغروب.`})),
];
