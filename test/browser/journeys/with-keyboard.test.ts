import { WITH_KEYBOARD } from '../reader';
import { describeJourneys } from './every-journey';

jest.mock('../../../lambdas/adapters/clock', () => jest.requireActual('../../support/clock'));

describeJourneys(WITH_KEYBOARD);
