using Xunit.Abstractions;
using Xunit.Sdk;

namespace Funding.Host.Tests.Contract;

/// <summary>Finds one test case for each engine.</summary>
internal sealed class EngineFactDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discovery, ITestMethod method, IAttributeInfo fact)
        => Engines.All.Select(engine => new EngineTestCase(messages, discovery.MethodDisplayOrDefault(), discovery.MethodDisplayOptionsOrDefault(), method, engine.Name));
}

/// <summary>Finds one test case for each row and engine.</summary>
internal sealed class EngineTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    /// <inheritdoc/>
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(ITestFrameworkDiscoveryOptions discovery, ITestMethod method, IAttributeInfo theory, object[] row)
        => Engines.All.Select(engine => new EngineTestCase(DiagnosticMessageSink, discovery.MethodDisplayOrDefault(), discovery.MethodDisplayOptionsOrDefault(), method, engine.Name, row));

    /// <summary>Rows that cannot be written down are refused: they would run on one engine only.</summary>
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForTheory(ITestFrameworkDiscoveryOptions discovery, ITestMethod method, IAttributeInfo theory)
        => [new ExecutionErrorTestCase(DiagnosticMessageSink, discovery.MethodDisplayOrDefault(), discovery.MethodDisplayOptionsOrDefault(), method, "The rows of an EngineTheory must be serializable.")];
}
