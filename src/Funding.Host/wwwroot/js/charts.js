// Draws each figure[data-chart] from the table that it names. The table stays: it is what is read without script, by screen readers and on paper.

const library = '/lib/echarts/echarts.common.min.js'
const colours = ['#1f4e4a', '#c06a00', '#5a7fc0', '#8a5a8f', '#7f8a8c']

// « 45 000,00 € » → 45000; of « 12 (3) » the 12. French figures have spaces that do not break, a comma and a minus sign of their own.
const number = text => Number((/^[−-]?[\d\s]+(,\d+)?/.exec(text.trim())?.[0] ?? '0').replace(/\s/g, '').replace(',', '.').replace('−', '-'))

const words = element => element.textContent.trim().replace(/\s+/g, ' ')

function read(table, columns) {
  const heads = [...table.tHead.rows[0].cells]
  const rows = [...table.tBodies].filter(body => !body.matches('.nation')).flatMap(body => [...body.rows]).filter(row => !row.matches('.part, [data-apart]'))
  return {
    names: rows.map(row => words(row.cells[0].querySelector('a') ?? row.cells[0])),
    series: columns.map(column => ({ name: words(heads[column]), data: rows.map(row => number(row.cells[column].textContent)) })),
  }
}

const short = value => value.toLocaleString('fr-FR', { notation: 'compact', maximumFractionDigits: 1 })

function options(kind, { names, series }) {
  if (kind === 'areas') {
    names.reverse()
    series.forEach(its => its.data.reverse())
  }
  const named = { type: 'category', data: names, axisTick: { show: false }, axisLabel: { hideOverlap: true }, inverse: kind === 'rows' }
  const counted = { type: 'value', axisLabel: { formatter: short } }
  return {
    animation: false,
    color: colours,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { bottom: 0, type: 'plain' },
    tooltip: { trigger: 'axis', axisPointer: { type: kind === 'areas' ? 'line' : 'shadow' }, renderMode: 'richText', confine: true, valueFormatter: value => value.toLocaleString('fr-FR') },
    grid: { top: 12, left: 8, right: 40, bottom: 44, containLabel: true },
    xAxis: kind === 'rows' ? counted : named,
    yAxis: kind === 'rows' ? named : counted,
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } }, // patterns beside colours; the figure has its words already
    series: series.map(its => ({ ...its, stack: 'all', ...(kind === 'areas' ? { type: 'line', areaStyle: {}, showSymbol: false, lineStyle: { width: 1 } } : { type: 'bar' }) })),
  }
}

async function draw(figure) {
  const table = document.getElementById(figure.dataset.table)
  if (!table) return
  const found = read(table, figure.dataset.columns.split(',').map(Number))
  if (!found.series.some(its => its.data.some(value => value !== 0))) return
  if (!globalThis.echarts) await import(library)
  figure.hidden = false
  const drawing = figure.querySelector('.drawing')
  if (figure.dataset.chart === 'rows') drawing.classList.add('tall')
  const chart = globalThis.echarts.init(drawing, null, { renderer: 'canvas' })
  chart.setOption(options(figure.dataset.chart, found))
  new ResizeObserver(() => chart.resize()).observe(drawing)
}

document.querySelectorAll('figure[data-chart]').forEach(draw)
