using Funding.Drills.Reporting;
using Funding.Drills.Running;

namespace Funding.Host.Tests.Drills;

/// <summary>The short form of the drills, all run once. Cost: about two minutes on a quiet machine, servers of their own and some twenty processes.</summary>
public sealed class short_drills(ShortForm form) : IClassFixture<ShortForm>
{
    public static TheoryData<string> Names => [.. AllDrills.List.Select(drill => drill.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void lose_nothing_and_double_nothing_and_their_controls_are_seen_to_fail(string drill)
    {
        var line = form.Line(drill);

        line.Failure.ShouldBeNull();
        line.Outcome.Findings.ShouldBeEmpty();
        line.Outcome.Controls.Where(control => !control.FailedAsItMust).ShouldBeEmpty();
        if (line.Outcome.Skipped is null) line.Outcome.Controls.ShouldNotBeEmpty();
    }
}

/// <summary>Runs the short form.</summary>
public sealed class ShortForm : IAsyncLifetime
{
    private Report? report;

    public async Task InitializeAsync() => report = await AllDrills.RunAsync(Choice.Short, _ => { }, CancellationToken.None);

    public Task DisposeAsync() => Task.CompletedTask;

    internal Line Line(string drill) => report!.Lines.Single(line => line.Drill.Name == drill);
}
