using Xunit.Sdk;

namespace Funding.Host.Tests.Contract;

/// <summary>A test of what every engine must do: it runs once on each engine of this build, as <see cref="Engines.Current"/>.</summary>
[XunitTestCaseDiscoverer("Funding.Host.Tests.Contract." + nameof(EngineFactDiscoverer), "Funding.Host.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute;

/// <summary>The same for a test with data: each row runs on each engine.</summary>
[XunitTestCaseDiscoverer("Funding.Host.Tests.Contract." + nameof(EngineTheoryDiscoverer), "Funding.Host.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineTheoryAttribute : TheoryAttribute;
