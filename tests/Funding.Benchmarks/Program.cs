using System.Diagnostics;
using Funding.Benchmarks.Histories;
using Funding.Host.Engine.Sealing;
using Funding.Host.Reference;

var start = Stopwatch.GetTimestamp();
var count = LongHistory.Million.Events(ReferenceData.Current, new Sealer()).Count();
Console.WriteLine($"{count} events in {Stopwatch.GetElapsedTime(start)}");
