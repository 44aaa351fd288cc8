import { idOf } from '../../app/router';
import type { Screen } from '../../app/routes';
import { DevicePage } from '../../features/meet/device/page';

export const Device: Screen = ({ params }) => <DevicePage booth={idOf(params.booth)} />;
