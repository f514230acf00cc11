import type { ReportDimension } from '@tessera/contract';
import type { ReportQuery } from './use-reports.ts';

/** The filters of the report page, in the address of the page on which reports by e-mail are made. */
export function mailSearch(query: ReportQuery, by: ReportDimension): string {
  const { merchantId: merchant, shopId: shop, region, departmentId: department, memberKind } = query;
  const kept = Object.entries({ by, merchant, shop, region, department, memberKind }).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return new URLSearchParams(kept).toString();
}
