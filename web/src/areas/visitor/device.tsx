export { DevicePage as Device } from '../../features/meet/device/page';
