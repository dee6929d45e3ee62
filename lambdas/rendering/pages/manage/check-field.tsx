interface CheckFieldProps {
  id: string;
  label: string;
  error: string | undefined;
}

/** A box to tick, posted under its id as `yes`. */
export function CheckField({ id, label, error }: CheckFieldProps) {
  return (
    <div class={error ? 'field wrong' : 'field'}>
      {error ? (
        <p class="bad" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      <label class="choice" for={id}>
        <input
          type="checkbox"
          id={id}
          name={id}
          value="yes"
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        <span>{label}</span>
      </label>
    </div>
  );
}
