/**
 * Every part that screens are made of, in each of its states. What is missing here is not pictured in all looks; a new
 * part of `renderer/components/` gets its place. Names are those of the code and are not translated.
 */
import { IconBox, IconPlus, IconTool } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DepartmentMark } from '../../components/department-mark.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StatusBadge, Tag, type Tone } from '../../components/status-badge.tsx';
import { FormFields, ListPart, Overlays } from './form-parts.tsx';
import { Buttons, Fields, Messages } from './mantine-parts.tsx';

const SURFACES = ['bg', 'surface', 'raised', 'line', 'line-soft', 'now'];
const WORDS = ['text', 'dim', 'accent', 'ok', 'warn', 'bad', 'info'];
const DEPARTMENTS = ['d-light', 'd-sound', 'd-machinery', 'd-costume', 'd-makeup', 'd-video'];
const SIZES = ['xs', 'sm', 'md', 'lg', 'xl'];
const TONES: readonly Tone[] = ['plain', 'ok', 'info', 'warn', 'bad'];
const STATUSES = ['in_stock', 'reserved', 'on_tour', 'in_repair', 'counting', 'review', 'posted', 'rejected', 'poor'];

function Section({ title, children }: Readonly<{ title: string; children: ReactNode }>): ReactNode {
  return (
    <section className="parts" aria-label={title}>
      <h2>{title}</h2>
      <div className="parts-row">{children}</div>
    </section>
  );
}

/** The tokens, as `app/tokens.css` gives them in the look that is worn. */
function Tokens(): ReactNode {
  return (
    <>
      <Section title="Surfaces and departments">
        {[...SURFACES, ...DEPARTMENTS].map((name) => (
          <span key={name} className="swatch">
            <i style={{ background: `var(--${name})` }} aria-hidden />
            {name}
          </span>
        ))}
      </Section>
      <Section title="Words in colour">
        {WORDS.map((name) => (
          <span key={name} style={{ color: `var(--${name})` }}>
            {name}
          </span>
        ))}
      </Section>
      <Section title="Type">
        {SIZES.map((size) => (
          <span key={size} style={{ fontSize: `var(--font-${size})` }}>
            {size} · Вишнёвый сад · 1 774
          </span>
        ))}
      </Section>
      <Section title="Space">
        {SIZES.map((size) => (
          <span key={size} className="swatch">
            <i className="space" style={{ width: `var(--space-${size})` }} aria-hidden />
            {size}
          </span>
        ))}
      </Section>
    </>
  );
}

export function ComponentsPage(): ReactNode {
  return (
    <>
      <PageHeader title="Components" aside={<span className="dim">renderer/components, app/tokens.css</span>} />
      <div className="parts-page" data-testid="components">
        <Tokens />
        <Buttons />
        <Fields />
        <FormFields />
        <ListPart />
        <Overlays />
        <Section title="Tag">
          {TONES.map((tone) => (
            <Tag key={tone} tone={tone} icon={IconTool}>
              {tone}
            </Tag>
          ))}
        </Section>
        <Section title="StatusBadge">
          {STATUSES.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
        </Section>
        <Section title="DepartmentMark">
          {DEPARTMENTS.map((hue) => (
            <span key={hue}>
              <DepartmentMark code={hue.slice(2)} /> {hue.slice(2)}
            </span>
          ))}
          <span>
            <DepartmentMark code={null} /> null
          </span>
        </Section>
        <Section title="kbd">
          <kbd className="kbd">Ctrl K</kbd>
          <kbd className="kbd">Space</kbd>
        </Section>
        <Messages />
        <section className="parts" aria-label="EmptyState">
          <h2>EmptyState</h2>
          <EmptyState icon={<IconBox size={40} stroke={1.2} />} title="Ничего не найдено" hint="Измените условия.">
            <button type="button" className="bar-search">
              <IconPlus size={18} aria-hidden /> Новый предмет
            </button>
          </EmptyState>
        </section>
        <section className="parts" aria-label="FailureState">
          <h2>FailureState</h2>
          <FailureState failure={{ code: 'hub.failed', details: {} }} />
        </section>
      </div>
    </>
  );
}
