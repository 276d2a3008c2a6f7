/** Parts that are Mantine's, as our theme dresses them. */
import {
  Alert,
  Button,
  Checkbox,
  NumberInput,
  Progress,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconAlertCircle, IconInfoCircle, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Loading } from '../../components/loading.tsx';
import { DateInput } from '../../form/date-input.tsx';

export function Buttons(): ReactNode {
  return (
    <section className="parts" aria-label="Button">
      <h2>Button</h2>
      <div className="parts-row">
        <Button leftSection={<IconPlus size={16} />}>Новый предмет</Button>
        <Button variant="default">Отмена</Button>
        <Button variant="subtle">Показать</Button>
        <Button color="red.9">Удалить</Button>
        <Button disabled>Сохранить</Button>
        <Button loading>Сохранить</Button>
        <Button size="compact-sm" variant="default">
          Повторить
        </Button>
        <SegmentedControl aria-label="SegmentedControl" data={['Все', 'Свои: 2']} />
      </div>
    </section>
  );
}

function Days(): ReactNode {
  const [day, setDay] = useState('31.12.2026');
  const [moment, setMoment] = useState('');
  const today = '2026-11-29';
  return (
    <>
      <DateInput label="DateInput" value={day} today={today} onType={setDay} />
      <DateInput label="DateInput, with a time" value={moment} hasTime today={today} onType={setMoment} />
    </>
  );
}

export function Fields(): ReactNode {
  return (
    <section className="parts" aria-label="Fields">
      <h2>Fields</h2>
      <div className="parts-row wide">
        <TextInput label="TextInput" placeholder="Название, номер…" />
        <TextInput label="TextInput, error" defaultValue="LI-00004" error="Уже занято: Прожектор 1." />
        <TextInput label="TextInput, disabled" defaultValue="нельзя" disabled />
        <NumberInput label="NumberInput" defaultValue={12.5} decimalScale={2} />
        <Select label="Select" data={['На складе', 'В ремонте']} defaultValue="На складе" />
        <Textarea label="Textarea" defaultValue="Разбита линза, отдали в мастерскую." />
        <Days />
        <Checkbox label="Checkbox" defaultChecked />
        <Switch label="Switch" defaultChecked />
        <Switch label="Switch, off" />
      </div>
    </section>
  );
}

export function Messages(): ReactNode {
  return (
    <section className="parts" aria-label="Messages">
      <h2>Messages</h2>
      <div className="parts-row wide">
        <Alert color="blue" icon={<IconInfoCircle />} title="Alert, blue">
          Позиций: 12, последняя отметка в 14:20.
        </Alert>
        <Alert color="orange" icon={<IconAlertCircle />} title="Alert, orange">
          Этот ноутбук нужно обновить.
        </Alert>
        <Alert color="red" icon={<IconAlertCircle />} title="Alert, red">
          Ничего не изменено.
        </Alert>
        <Progress value={40} aria-label="Progress" />
        <Loading size="sm" />
      </div>
    </section>
  );
}
