/** Labels as they will be printed, drawn by the laptop: asked again whenever something of it changes. */
import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/ipc/contract.ts';
import type { LabelPreview, LabelsAsked } from '../../../shared/ipc/label-contract.ts';
import { connection, RequestFailed } from '../../data/connection.ts';

export interface Preview {
  /** The newest that came; stands while another is drawn. */
  readonly preview: LabelPreview | undefined;
  readonly failure: Failure | undefined;
}

/** So long it is waited for the next stroke. */
const TYPING_MS = 120;

/** Undefined asks nothing: what stood stands. */
export function usePreview(asked: LabelsAsked | undefined): Preview {
  const [state, setState] = useState<Preview>({ preview: undefined, failure: undefined });
  const text = asked === undefined ? undefined : JSON.stringify(asked);
  useEffect(() => {
    if (text === undefined) return undefined;
    let isOver = false;
    const timer = setTimeout(() => {
      connection.request('labels.preview', JSON.parse(text) as LabelsAsked).then(
        (preview) => {
          if (!isOver) setState({ preview: preview as LabelPreview, failure: undefined });
        },
        (error: unknown) => {
          if (!(error instanceof RequestFailed)) throw error;
          if (!isOver) setState(({ preview }) => ({ preview, failure: error.failure }));
        },
      );
    }, TYPING_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [text]);
  return state;
}
