import { LOCALES } from '@tessera/messages';
import { THEMES, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { PageHeader, Segmented, Skeleton, Switch } from '../../shared/controls.tsx';
import { usePreferences } from '../../shared/preferences.tsx';
import { useOwnMember } from '../../shared/queries.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import styles from './me-page.module.css';
import { AboutSheet, SignOutSheet } from './me-sheets.tsx';

const LANGUAGE_NAMES = { 'zh-CN': '中文', en: 'English' } as const;

/** The member, and how this phone behaves. */
export function MePage() {
  const t = useTexts();
  const [sheet, setSheet] = useState<'about' | 'leave' | null>(null);
  const close = () => setSheet(null);
  return (
    <main data-testid="me-page">
      <PageHeader title={t('tab.me')} />
      <Person />
      <RowGroup>
        <Row icon="records" title={t('case.title')} note={t('case.note')} to="/disputes" testId="me-disputes" />
        <Row icon="info" title={t('me.help')} note={t('me.helpNote')} to="/help" testId="me-help" />
        <Row icon="records" title={t('me.surveys')} note={t('me.surveysNote')} to="/surveys" testId="me-surveys" />
        <Row icon="check" title={t('me.reviews')} note={t('me.reviewsNote')} to="/reviews" testId="me-reviews" />
        <Row icon="refund" title={t('withdraw.title')} note={t('withdraw.note')} to="/withdraw" testId="me-withdraw" />
        <Row icon="records" title={t('me.services')} note={t('me.servicesNote')} to="/services" testId="me-services" />
        <Row icon="calendar" title={t('me.events')} note={t('me.eventsNote')} to="/events" testId="me-events" />
        <Row icon="card" title={t('me.coupons')} note={t('me.couponsNote')} to="/coupons" testId="me-coupons" />
        <Row icon="card" title={t('me.giftCards')} note={t('me.giftCardsNote')} to="/gift-cards" testId="me-gift-cards" />
        <Row icon="records" title={t('me.meals')} note={t('me.mealsNote')} to="/meals" testId="me-meals" />
        <Row icon="limits" title={t('limits.title')} to="/limits" testId="me-limits" />
        <Row icon="freeze" title={t('loss.title')} note={t('me.lossNote')} to="/cards?report=" testId="me-report-loss" />
        <Row icon="me" title={t('family.title')} note={t('family.note')} to="/family" testId="me-family" />
      </RowGroup>
      <Appearance />
      <RowGroup>
        <Row icon="lock" title={t('me.security')} note={t('me.securityNote')} to="/security" testId="me-security" />
        <Row icon="bell" title={t('noticeSettings.title')} note={t('noticeSettings.note')} to="/notices/settings" testId="me-notices" />
        <Row icon="eye" title={t('privacy.title')} note={t('privacy.meNote')} to="/privacy" testId="me-privacy" />
        <Row icon="info" title={t('me.about')} onClick={() => setSheet('about')} testId="me-about" />
        <Row icon="leave" title={t('action.signOut')} danger onClick={() => setSheet('leave')} testId="me-sign-out" />
      </RowGroup>
      {sheet === 'about' ? <AboutSheet onClose={close} /> : null}
      {sheet === 'leave' ? <SignOutSheet onClose={close} /> : null}
    </main>
  );
}

function Person() {
  const t = useTexts();
  const { data: member } = useOwnMember();
  return (
    <section className={styles.person} data-testid="me-person">
      <span className={styles.initial} aria-hidden="true">
        {member?.name.trim().slice(0, 1) ?? ''}
      </span>
      <div className={styles.facts}>
        <strong>{member ? member.name : <Skeleton width="6rem" />}</strong>
        <span>{member ? t('me.number', { number: member.memberNumber }) : <Skeleton width="9rem" />}</span>
        {member ? <Parts texts={[t(`memberKind.${member.kind}`), member.department, member.phoneMasked]} /> : null}
      </div>
    </section>
  );
}

/** On one line as far as they fit; the dot between two goes with the line break. */
function Parts(props: { texts: readonly (string | null | undefined)[] }) {
  return (
    <span className={styles.parts}>
      {props.texts.filter(Boolean).map((text) => (
        <span key={text}>{text}</span>
      ))}
    </span>
  );
}

/** Language, theme, type and sound: at once, and kept on this phone. */
function Appearance() {
  const t = useTexts();
  const { locale, setLocale, theme, setTheme } = useSettings();
  const { largeType, sound, change } = usePreferences();
  return (
    <RowGroup>
      <Row
        icon="language"
        title={t('setting.language')}
        wrap
        aside={
          <Segmented
            label={t('setting.language')}
            value={locale}
            choices={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
            onChange={setLocale}
          />
        }
      />
      <Row
        icon="theme"
        title={t('me.theme')}
        wrap
        aside={
          <Segmented
            label={t('me.theme')}
            value={theme}
            choices={THEMES.map((value) => ({ value, label: t(`me.theme.${value}`) }))}
            onChange={setTheme}
          />
        }
      />
      <Row
        icon="type"
        title={t('me.largeType')}
        note={t('me.largeTypeNote')}
        aside={<Switch label={t('me.largeType')} on={largeType} onChange={(on) => change('largeType', on)} testId="large-type" />}
      />
      <Row
        icon="sound"
        title={t('me.sound')}
        note={t('me.soundNote')}
        aside={<Switch label={t('me.sound')} on={sound} onChange={(on) => change('sound', on)} testId="sound" />}
      />
    </RowGroup>
  );
}
