import { MAX_EXPRESSION_LENGTH } from '../../../domain/expressions/expression-limits';
import { isolate } from '../../isolate';
import { topicInSentence } from '../../topic-wording';
import { MANAGE_WORDING } from '../../wording/manage';
import { TextField } from '../form-fields';
import { ACCEPT_BROAD, Preview } from '../preview';
import { Sentence } from '../sentence';
import { tokenPath } from '../token-path';
import { ActionButton, ManageForm, renderManage } from './manage-layout';
import { MANAGE_ACTIONS, MANAGE_PATHS, type TopicEditorView } from './views';

/** Renders the form for the wording of one topic. */
export function renderTopicEditorPage(view: TopicEditorView): string {
  const { add, editor } = MANAGE_WORDING[view.language];
  const { topic, expression, errors } = view;
  return renderManage(view, {
    page: 'topics',
    hasScript: true,
    title: topic ? editor.editTitle : editor.addTitle,
    children: (
      <>
        {topic ? (
          <p class="lead">
            <Sentence
              text={editor.nowFollowing(isolate(topicInSentence(topic.expression, view.language)))}
            />
          </p>
        ) : null}
        <ManageForm fields={topic ? { topicId: topic.topicId } : { frequency: view.frequency }}>
          <div class="ask">
            <TextField
              id="expression"
              type="text"
              label={add.label}
              hint={add.hint}
              value={expression}
              error={errors.expression}
              autocomplete="off"
              maxlength={MAX_EXPRESSION_LENGTH}
            />
          </div>
          <ActionButton action={MANAGE_ACTIONS.previewTopic} class="plain" isPreview>
            {add.preview}
          </ActionButton>
          <p id="preview-status" class="unseen" role="status"></p>
          <div id="preview">
            {errors[ACCEPT_BROAD] ? <p class="bad">{errors[ACCEPT_BROAD]}</p> : null}
            {view.preview ? (
              <Preview
                language={view.language}
                timeZone={view.subscriber.timeZone}
                expression={expression}
                {...view.preview}
              />
            ) : null}
          </div>
          {topic ? <p class="hint">{editor.afterSaving}</p> : null}
          <ActionButton action={topic ? MANAGE_ACTIONS.editTopic : MANAGE_ACTIONS.addTopic}>
            {topic ? editor.save : add.follow}
          </ActionButton>
        </ManageForm>
        <p>
          <a href={tokenPath(MANAGE_PATHS.topics, view.token)}>{editor.back}</a>
        </p>
      </>
    ),
  });
}
