import { WITHOUT_SCRIPTS } from '../reader';
import { describeJourneys } from './every-journey';

jest.mock('../../../lambdas/adapters/clock', () => jest.requireActual('../../support/clock'));

describeJourneys(WITHOUT_SCRIPTS);
