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
