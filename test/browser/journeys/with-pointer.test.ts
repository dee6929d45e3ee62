import { WITH_POINTER } from '../reader';
import { describeJourneys } from './every-journey';

jest.mock('../../../lambdas/adapters/clock', () => jest.requireActual('../../support/clock'));

describeJourneys(WITH_POINTER);
