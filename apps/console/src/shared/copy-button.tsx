import { App, Button } from 'antd';
import { Icon } from './icons.tsx';
import { useTexts } from './texts.ts';

export function CopyButton(props: { text: string; label: string; withWord?: boolean; size?: 'small' | 'middle' }) {
  const t = useTexts();
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      message.success(t('copy.done'));
    } catch {
      message.warning(t('copy.failed'));
    }
  };
  return (
    <Button
      type={props.withWord ? 'default' : 'text'}
      size={props.size ?? 'small'}
      icon={<Icon name="copy" size={props.withWord ? 16 : 14} />}
      aria-label={props.label}
      title={props.label}
      onClick={(event) => {
        event.stopPropagation();
        void copy();
      }}
    >
      {props.withWord ? props.label : null}
    </Button>
  );
}
