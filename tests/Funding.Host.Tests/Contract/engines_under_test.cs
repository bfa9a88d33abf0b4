using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Host.Tests.Acceptance;
using Funding.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Contract;

/// <summary>That a test of the contract runs on the engine that it says. Cost: an engine and a host.</summary>
[Collection(PostgresTests.Name)]
public sealed class engines_under_test(PostgresFixture postgres)
{
    [Fact]
    public async Task are_each_chosen_by_their_name()
    {
        foreach (var engine in Engines.All) (await Engines.OnAsync(engine.Name, () => Task.FromResult(Engines.Current))).ShouldBe(engine);
    }

    [EngineFact]
    public async Task perform_the_acts_of_a_test_themselves()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var host = await LiveHost.StartAsync(postgres);

        await using var inside = engine.Services.CreateAsyncScope();
        await using var served = host.Services.CreateAsyncScope();
        foreach (var services in new[] { inside.ServiceProvider, served.ServiceProvider })
        {
            services.GetRequiredService<IEngine>().ShouldBe(Engines.Current);
            services.GetRequiredService<IEngineActs>().GetType().Assembly.ShouldBe(Engines.Current.GetType().Assembly);
        }
    }
}
