import { describe, expect, it } from 'vitest';
import { csvLine } from '../../platform/csv-lines.ts';
import { cellTroubles, repeatTroubles } from './check-cells.ts';
import type { AnyImportKind, ImportColumn } from './import-kind.ts';
import { guessMapping, plainHeading } from './map-columns.ts';
import { RowIndex } from './row-index.ts';

const column = (name: string, more: Partial<ImportColumn> = {}): ImportColumn => ({
  name,
  required: false,
  maxLength: 20,
  aliases: [],
  sample: { 'zh-CN': '', en: '' },
  ...more,
});
const columns = [column('memberNumber', { required: true, aliases: ['学号', 'No.'] }), column('name', { required: true }), column('phone')];
const kind: Pick<AnyImportKind, 'name' | 'columns' | 'keysOf'> = {
  name: 'members',
  columns,
  keysOf: ({ cells }) => [{ column: 'memberNumber', key: cells.memberNumber ?? '' }],
};
// What these checks use of a kind.
const used = kind as AnyImportKind; // The rest of the kind is not asked for here.

describe('headings', () => {
  it('are compared without spaces, signs, brackets and case', () => {
    expect(plainHeading(' Member_Number* (必填)')).toBe('membernumber');
    expect(plainHeading('学号：')).toBe('学号');
    expect(plainHeading('手机号（选填）')).toBe('手机号');
  });

  it('are known by our labels in both languages, by other names, each place once', () => {
    expect(guessMapping(used, ['手机号', '姓 名*', '学号', '学号'])).toEqual({ phone: 0, name: 1, memberNumber: 2 });
    expect(guessMapping(used, ['no', 'NAME', 'Phone'])).toEqual({ memberNumber: 0, name: 1, phone: 2 });
    expect(guessMapping(used, ['20260001', '李小雨'])).toEqual({});
  });
});

describe('a cell', () => {
  const troublesOf = (cells: Record<string, string>) => cellTroubles(used, { memberNumber: 0, name: 1, phone: 2 }, { row: 2, cells });

  it.each([
    [{ memberNumber: '', name: '李' }, [{ column: 'memberNumber', problem: 'required' }]],
    [{ memberNumber: '1', name: '李'.repeat(21) }, [{ column: 'name', problem: 'too_long' }]],
    [{ memberNumber: '1', name: "=cmd|' /C calc'!A0" }, [{ column: 'name', problem: 'formula' }]],
    [{ memberNumber: '1', name: '@SUM(A1)' }, [{ column: 'name', problem: 'formula' }]],
    [{ memberNumber: '1', name: '+cmd' }, [{ column: 'name', problem: 'formula' }]],
    [{ memberNumber: '1', name: '李', phone: '+86 138-0000-0001' }, []],
    [{ memberNumber: '4.40301E+17', name: '李' }, [{ column: 'memberNumber', problem: 'digits_lost' }]],
  ])('%j is judged', (cells, troubles) => {
    expect(troublesOf(cells)).toEqual(troubles);
  });

  it('that repeats an earlier row names that row', () => {
    const seen = new RowIndex();
    const repeat = (row: number, memberNumber: string) => repeatTroubles(used, { row, cells: { memberNumber } }, seen);
    expect(repeat(2, 'a')).toEqual([]);
    expect(repeat(3, 'b')).toEqual([]);
    expect(repeat(9, 'a')).toEqual([{ column: 'memberNumber', problem: 'twice_in_file', row: 2 }]);
    expect(repeat(2, 'a')).toEqual([]);
  });

  it('that would be a formula gets an apostrophe on its way out', () => {
    expect(csvLine(['=1+1', '-3', '-x', '@a', '+86138', 'a"b', ' c'])).toBe(`'=1+1,-3,'-x,'@a,+86138,"a""b"," c"\r\n`);
  });
});

describe('the index of rows', () => {
  it('finds the first row of each of a hundred thousand keys, in a few bytes a key', () => {
    const index = new RowIndex();
    const known = Array.from({ length: 100_000 }, (_, at) => index.add(`number ${at + 1}`, at + 1)).filter((row) => row !== undefined);
    expect(known).toEqual([]);
    for (let row = 1; row <= 100_000; row += 997) expect(index.add(`number ${row}`, 200_000)).toBe(row);
    expect(index.add('another', 7)).toBeUndefined();
  });
});
