import { describe, expect, it } from 'vitest';
import { spellingOf, typedSpelling } from './spelling.ts';

describe('a name is spelled', () => {
  it.each([
    ['李小雨', 'lixiaoyu', 'lxy', 'xiaoyu'],
    ['单田芳', 'shantianfang', 'stf', 'tianfang'],
    ['曾国藩', 'zengguofan', 'zgf', 'guofan'],
    ['欧阳娜娜', 'ouyangnana', 'oynn', 'yangnana'],
    ['吕布', 'lvbu', 'lb', 'bu'],
    ['买买提·艾力', 'maimaitiaili', 'mmtal', 'maitiaili'],
    ['Alice Martin', 'alicemartin', 'am', 'martin'],
    ['Élodie', 'elodie', 'e', ''],
    ['王Alice', 'wangalice', 'wa', 'alice'],
    ['😀', '~', '', ''],
  ])('%s as %s, %s and %s', (name, search_spelling, search_initials, search_given_spelling) => {
    expect(spellingOf(name)).toEqual({ search_spelling, search_initials, search_given_spelling });
  });

  it('within the length that a cursor carries, however long it is', () => {
    expect(spellingOf('庄'.repeat(80)).search_spelling).toHaveLength(60);
  });
});

describe('what is typed', () => {
  it.each([
    ['Li xiao-yu', 'lixiaoyu'],
    ["xi'an", 'xian'],
    ['lü', 'lv'],
    ['20260001', undefined],
    ['s-', undefined],
    ['李', undefined],
    ['  ', undefined],
  ])('%j looks for %s', (q, letters) => {
    expect(typedSpelling(q)).toBe(letters);
  });
});
