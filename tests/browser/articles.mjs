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

export const kReadingArticles = kNearDuplicates.concat(['السفح', 'الوادي', 'الهضبة'].map((place, i) => ({
  id: `dam-${i + 1}`, title: `سدود ${place} تجف والقرى تنتظر المطر`, body: kDamBody(place), keywords: ['سدود', 'جفاف'],
  source: `صحيفة ${place}`, author: 'نوار الحكيم', published: `2024-1${i}-05`,
  ...(i === 0 ? {url: 'https://news.example/dam-1'} : {}),
}))).concat([
  {id: 'english', title: 'Village library reopens after the flood', source: 'The Valley Post', published: '2024-02-01',
   body: 'The village library has reopened eight months after the flood, with shelves that neighbours built.\n' +
         'Most of the books were dried page by page in a bakery, the librarian said, and only forty were lost.'},
  {id: 'untitled', body: 'وصلت القافلة إلى القرية قبل الفجر، وبدأ الأطباء فحص الأطفال في قاعة المدرسة القديمة.'},
]);
