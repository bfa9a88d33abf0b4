using Funding.Host.Demo;

namespace Funding.Host.Hosting;

/// <summary>How to serve.</summary>
/// <param name="SimulatedClock">Start of the simulated clock; null for the real one.</param>
/// <param name="Demo">The history to make up in a data folder of its own; null to serve the real one.</param>
public sealed record ServeOptions(DateTimeOffset? SimulatedClock = null, DemoOptions? Demo = null);
