import type { Environment } from '../../environment';
import type { SiteDefaults } from '../../use-cases/check-follow-form';

/** The operator's defaults for fields of the form to follow topics. */
export function siteDefaults(
  environment: Pick<Environment, 'TIME_ZONE' | 'DIGEST_HOUR' | 'TOPIC_LANGUAGE'>,
): SiteDefaults {
  return {
    timeZone: environment.TIME_ZONE,
    hour: environment.DIGEST_HOUR,
    language: environment.TOPIC_LANGUAGE,
  };
}
