namespace Funding.Host.Tests.CommandLine;

/// <summary>Which engine a program runs on. Cost: a process each.</summary>
[Collection(PostgresTests.Name)]
public sealed class choosing_an_engine
{
    [Fact]
    public async Task one_that_nobody_knows_is_refused_with_the_names_of_those_there_are()
    {
        using var host = new HostProgram();

        var ran = await host.RunAsync([("Funding__Engine", "Event Store")], "serve");

        ran.Exit.ShouldNotBe(0);
        ran.Errors.ShouldContain("« Event Store » inconnu");
        foreach (var engine in Engines.All) ran.Errors.ShouldContain($"Funding__Engine={engine.Name}");
    }

#if !MARTEN
    [Fact]
    public async Task the_one_that_was_not_built_says_how_to_build_it()
    {
        using var host = new HostProgram();

        var ran = await host.RunAsync([("Funding__Engine", "marten")], "serve");

        ran.Exit.ShouldNotBe(0);
        ran.Errors.ShouldContain("-p:WithMarten=true");
        ran.Errors.ShouldContain("Funding__Engine=Funding");
    }
#endif
}
