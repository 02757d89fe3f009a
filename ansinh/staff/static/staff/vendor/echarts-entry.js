import * as core from 'echarts/core';
import { BarChart, LineChart, MapChart } from 'echarts/charts';
import { GridComponent, TooltipComponent, LegendComponent, VisualMapComponent, GeoComponent, AriaComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
core.use([BarChart, LineChart, MapChart, GridComponent, TooltipComponent, LegendComponent, VisualMapComponent, GeoComponent, AriaComponent, CanvasRenderer]);
window.echarts = core;
