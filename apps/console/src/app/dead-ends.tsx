import { Button } from 'antd';
import { Link } from 'react-router';
import { EmptyState } from '../shared/page.tsx';
import { useTexts } from '../shared/texts.ts';

export function NoAccess() {
  const t = useTexts();
  return <EmptyState title={t('deadEnd.noAccess')} hint={t('request.forbidden')} action={<Link to="/">{t('deadEnd.home')}</Link>} />;
}

export function NotFound() {
  const t = useTexts();
  return <EmptyState title={t('deadEnd.notFound')} hint={t('deadEnd.notFoundHint')} action={<Link to="/">{t('deadEnd.home')}</Link>} />;
}

/** A page that could not be loaded or drawn; most often a new version was put in place meanwhile. */
export function PageFailed() {
  const t = useTexts();
  return (
    <EmptyState
      title={t('deadEnd.failed')}
      hint={t('deadEnd.failedHint')}
      action={
        <Button type="primary" onClick={() => location.reload()}>
          {t('deadEnd.reload')}
        </Button>
      }
    />
  );
}
