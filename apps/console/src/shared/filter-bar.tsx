import { Button, Input, Select, TreeSelect, type TreeSelectProps } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from './icons.tsx';
import { SEARCH_MAX } from './limits.ts';
import { useTexts } from './texts.ts';
import type { Filters } from './use-filters.ts';

const SEARCH_PAUSE_MS = 250;

export function FilterBar(props: { filters: Filters; children: ReactNode; extra?: ReactNode }) {
  const t = useTexts();
  return (
    <search className="filter-bar">
      {props.children}
      {props.filters.active && (
        <Button type="text" onClick={props.filters.clear} data-testid="filters-clear">
          {t('filter.clear')}
        </Button>
      )}
      {props.extra && <div className="filter-extra">{props.extra}</div>}
    </search>
  );
}

/** Searches shortly after the last key, so that the URL and the server see words and not letters. */
export function SearchBox(props: { filters: Filters; placeholder: string }) {
  const { filters } = props;
  const wanted = filters.get('q') ?? '';
  const [text, setText] = useState(wanted);
  const sent = useRef(wanted);
  useEffect(() => {
    if (wanted !== sent.current) {
      sent.current = wanted;
      setText(wanted);
    }
  }, [wanted]);
  useEffect(() => {
    const q = text.trim();
    if (q === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = q;
      filters.set({ q });
    }, SEARCH_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, filters]);
  return (
    <Input
      className="search-box"
      prefix={<Icon name="search" size={16} />}
      placeholder={props.placeholder}
      aria-label={props.placeholder}
      value={text}
      maxLength={SEARCH_MAX}
      allowClear
      onChange={(event) => setText(event.target.value)}
      data-testid="search"
    />
  );
}

type Choice = { value: string; label: ReactNode };

export function FilterSelect(props: {
  filters: Filters;
  name: string;
  placeholder: string;
  choices: readonly Choice[];
  onSearch?: (text: string) => void;
  width?: number;
}) {
  return (
    <Select
      className="filter-select"
      style={{ width: props.width ?? 128 }}
      aria-label={props.placeholder}
      placeholder={props.placeholder}
      value={props.filters.get(props.name) ?? null}
      options={[...props.choices]}
      allowClear
      showSearch={props.onSearch ? { filterOption: false, onSearch: props.onSearch } : false}
      popupMatchSelectWidth={false}
      onChange={(value: string | null | undefined) => props.filters.set({ [props.name]: value ?? undefined })}
      data-testid={`filter-${props.name}`}
    />
  );
}

/** Chooses one of nested choices; what lies below it is meant as well. */
export function FilterTree(props: { filters: Filters; name: string; placeholder: string; nodes: TreeSelectProps['treeData'] }) {
  const t = useTexts();
  return (
    <TreeSelect<string>
      className="filter-select"
      style={{ width: 168 }}
      aria-label={props.placeholder}
      placeholder={props.placeholder}
      value={props.filters.get(props.name)}
      treeData={props.nodes}
      treeDefaultExpandAll
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      notFoundContent={t('departments.empty')}
      popupMatchSelectWidth={false}
      onChange={(value?: string) => props.filters.set({ [props.name]: value })}
      data-testid={`filter-${props.name}`}
    />
  );
}
