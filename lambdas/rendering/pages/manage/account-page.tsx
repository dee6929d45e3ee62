import { MAX_ADDRESS_LENGTH } from '../../../domain/address';
import { isolate } from '../../isolate';
import { ACCOUNT_WORDING } from '../../wording/account';
import { MANAGE_WORDING } from '../../wording/manage';
import { TextField } from '../form-fields';
import { Sentence } from '../sentence';
import { tokenPath } from '../token-path';
import { CheckField } from './check-field';
import { ActionButton, ManageForm, renderManage } from './manage-layout';
import { DOWNLOAD_PATH, MANAGE_ACTIONS, type ManageView } from './views';

/** Renders what a subscriber can do with their address and data. */
export function renderAccountPage(view: ManageView): string {
  return renderManage(view, {
    title: MANAGE_WORDING[view.language].pages.account,
    page: 'account',
    children: (
      <>
        <ChangeAddress view={view} />
        <Download view={view} />
        <Erase view={view} />
      </>
    ),
  });
}

function ChangeAddress({ view }: { view: ManageView }) {
  const { address } = ACCOUNT_WORDING[view.language];
  return (
    <section aria-labelledby="address">
      <h2 id="address">{address.heading}</h2>
      <p>
        <Sentence text={address.hint(isolate(view.subscriber.address))} />
      </p>
      <ManageForm>
        <TextField
          id="email"
          type="email"
          label={address.label}
          value={view.entered.email ?? ''}
          error={view.errors.email}
          autocomplete="email"
          maxlength={MAX_ADDRESS_LENGTH}
        />
        <ActionButton action={MANAGE_ACTIONS.changeAddress}>{address.button}</ActionButton>
      </ManageForm>
    </section>
  );
}

function Download({ view }: { view: ManageView }) {
  const { download } = ACCOUNT_WORDING[view.language];
  return (
    <section aria-labelledby="download">
      <h2 id="download">{download.heading}</h2>
      <p>{download.hint}</p>
      <p>
        <a class="button plain" href={tokenPath(DOWNLOAD_PATH, view.token)} download="">
          {download.button}
        </a>
      </p>
    </section>
  );
}

function Erase({ view }: { view: ManageView }) {
  const { erase } = ACCOUNT_WORDING[view.language];
  const error = view.errors.confirm;
  return (
    <section aria-labelledby="erase">
      <h2 id="erase">{erase.heading}</h2>
      <details open={error !== undefined}>
        <summary>{erase.summary}</summary>
        <p>{erase.hint}</p>
        <ManageForm>
          <CheckField id="confirm" label={erase.confirm} error={error} />
          <ActionButton action={MANAGE_ACTIONS.erase} class="danger">
            {erase.button}
          </ActionButton>
        </ManageForm>
      </details>
    </section>
  );
}
