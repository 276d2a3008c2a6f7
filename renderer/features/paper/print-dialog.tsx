/** How something is to be printed: by which form, in which language; the sheet as it will come, and where it goes. */
import { Alert, Button, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { formName } from '../../../shared/i18n/form-names.ts';
import { languages } from '../../../shared/i18n/language.ts';
import type { FormKey } from '../../../shared/ipc/paper-contract.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Loading } from '../../components/loading.tsx';
import { madeUrl } from '../../data/content.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import { PdfPages } from '../../viewer/pdf-pages.tsx';
import { MOST_PRINTED_PAGES } from '../../viewer/print-pdf.ts';
import './paper.css';
import { endPrinting, type PrintTarget } from './paper-store.ts';
import { type PaperOutcome, type PaperWanted, useDraft, usePaper } from './use-paper.ts';

function Outcome({ outcome }: Readonly<{ outcome: PaperOutcome }>): ReactNode {
  const { t } = useWords();
  const said = useFailureText();
  if (outcome.kind === 'failed')
    return (
      <Alert color="orange" p="xs" role="alert">
        {said(outcome.failure)}
      </Alert>
    );
  const { name, code } = outcome.made;
  const words = {
    saved: t('paper.saved', { name, code: code ?? '' }),
    printed: t('paper.sent', { code: code ?? '' }),
    tooLong: t('paper.tooLong', { most: MOST_PRINTED_PAGES }),
    notOpened: t('paper.notOpened'),
  };
  const isDone = outcome.kind === 'saved' || outcome.kind === 'printed';
  return (
    <Alert color={isDone ? 'green' : 'orange'} p="xs" role={isDone ? 'status' : 'alert'} data-testid="paper-outcome">
      {words[outcome.kind]}
    </Alert>
  );
}

function Sheet({ wanted, onOurs }: Readonly<{ wanted: PaperWanted; onOurs: () => void }>): ReactNode {
  const { t } = useWords();
  const said = useFailureText();
  const { made, failure } = useDraft(wanted);
  if (failure !== undefined)
    return (
      <Alert color="orange" role="alert" m="md">
        <Stack gap="sm" align="start">
          {said(failure)}
          {failure.code === 'paper.template' && (
            <Button variant="default" onClick={onOurs}>
              {t('paper.byOurs')}
            </Button>
          )}
        </Stack>
      </Alert>
    );
  if (made === undefined) return <Loading />;
  return (
    <>
      {made.isWithoutTemplate && (
        <Alert color="orange" role="alert" m="md">
          {t('paper.withoutTemplate')}
        </Alert>
      )}
      <PdfPages key={made.id} url={madeUrl(made)} label={t('paper.preview')} />
    </>
  );
}

type FormProps = Readonly<{ forms: readonly FormKey[]; form: FormKey; onChoose: (form: FormKey) => void }>;

function FormChoice({ forms, form, onChoose }: FormProps): ReactNode {
  const { t, language } = useWords();
  return (
    <Radio.Group
      label={t('paper.form')}
      value={form}
      onChange={(value) => onChoose(forms.find((each) => each === value) ?? form)}
    >
      <Stack gap={6} mt={6}>
        {forms.map((each) => (
          <Radio
            key={each}
            value={each}
            label={formName(each, language)}
            data-autofocus={each === form ? true : undefined}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Asked only where some rows are chosen. */
function WhatChoice({
  isChosen,
  whats,
  onChoose,
}: Readonly<{
  isChosen: boolean;
  whats: PrintTarget['whats'];
  onChoose: (isChosen: boolean) => void;
}>): ReactNode {
  const { t } = useWords();
  return (
    <Radio.Group
      label={t('paper.what')}
      value={isChosen ? 'chosen' : 'all'}
      onChange={(value) => onChoose(value === 'chosen')}
    >
      <Stack gap={6} mt={6}>
        <Radio value="chosen" label={whats?.chosen ?? t('paper.whats.chosen')} />
        <Radio value="all" label={whats?.all ?? t('paper.whats.all')} />
      </Stack>
    </Radio.Group>
  );
}

export function PrintDialog({ target }: Readonly<{ target: PrintTarget }>): ReactNode {
  const { t, language: own } = useWords();
  const [form, setForm] = useState<FormKey>(target.forms[0] ?? 'list');
  const [language, setLanguage] = useState(own);
  const [isChosen, setChosen] = useState(target.hasChosen);
  // What stood there when it was asked for: rows that come meanwhile change nothing of it.
  const [abouts] = useState(() => ({ all: target.about(false), chosen: target.about(target.hasChosen) }));
  const [oursFor, setOursFor] = useState<FormKey>();
  const about = isChosen ? abouts.chosen : abouts.all;
  const wanted: PaperWanted = { form, language, about, ...(oursFor === form ? { isOurs: true } : {}) };
  const { isBusy, outcome, put } = usePaper();
  return (
    <Dialog onClose={endPrinting} size="min(1180px, 96vw)" title={t('paper.printIt', { title: target.title })}>
      <form
        className="paper-dialog"
        data-testid="print-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void put(wanted, 'printer');
        }}
      >
        <div className="paper-sheet">
          <Sheet wanted={wanted} onOurs={() => setOursFor(form)} />
        </div>
        <Stack gap="sm">
          {target.forms.length > 1 && <FormChoice forms={target.forms} form={form} onChoose={setForm} />}
          {target.hasChosen && <WhatChoice isChosen={isChosen} whats={target.whats} onChoose={setChosen} />}
          <Select
            label={t('paper.language')}
            allowDeselect={false}
            data={languages.map((each) => ({ value: each, label: t(`paper.languages.${each}`) }))}
            value={language}
            onChange={(value) => value !== null && setLanguage(value === 'ru' ? 'ru' : 'en')}
          />
          <Text size="sm" c="dimmed">
            {t('paper.previewNote')}
          </Text>
          {outcome !== undefined && <Outcome outcome={outcome} />}
          <Group gap="xs" className="dialog-acts">
            <Button type="submit" loading={isBusy} leftSection={<IconPrinter size={16} />}>
              {t('paper.printNow')}
            </Button>
            <Button
              variant="default"
              disabled={isBusy}
              leftSection={<IconFileTypePdf size={16} />}
              onClick={() => void put(wanted, 'disk')}
            >
              {t('paper.savePdf')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
