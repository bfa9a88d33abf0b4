using Xunit.Abstractions;
using Xunit.Sdk;

namespace Funding.Host.Tests.Contract;

/// <summary>A test on one engine, whose name is in the test's.</summary>
internal sealed class EngineTestCase : XunitTestCase
{
    private string engine = "";

    /// <summary>For the runner, which fills it from what was written down.</summary>
    [Obsolete("Called by the runner only.")]
    public EngineTestCase()
    {
    }

    public EngineTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method, string engine, object[]? row = null)
        : base(messages, display, options, method, row) => this.engine = engine;

    /// <inheritdoc/>
    public override void Serialize(IXunitSerializationInfo data)
    {
        data.AddValue(nameof(engine), engine);
        base.Serialize(data);
    }

    /// <inheritdoc/>
    public override void Deserialize(IXunitSerializationInfo data)
    {
        engine = data.GetValue<string>(nameof(engine));
        base.Deserialize(data);
    }

    /// <inheritdoc/>
    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        Engines.Use(engine);
        return base.RunAsync(diagnosticMessageSink, messageBus, constructorArguments, aggregator, cancellationTokenSource);
    }

    /// <inheritdoc/>
    protected override string GetDisplayName(IAttributeInfo factAttribute, string displayName) => $"{base.GetDisplayName(factAttribute, displayName)} on {engine}";

    /// <inheritdoc/>
    protected override string GetUniqueID() => $"{base.GetUniqueID()}-{engine}";
}
