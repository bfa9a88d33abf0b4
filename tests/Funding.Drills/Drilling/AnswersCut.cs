using System.Globalization;
using Funding.Drills.Checking;
using Funding.Drills.Load;
using Funding.Drills.Running;
using Funding.Drills.Servers;

namespace Funding.Drills.Drilling;

/// <summary>Connections are cut between the commit and its answer: the host has to find out what became of the acts. Half the requests carry neither key nor id, so nothing but the host guards them.</summary>
internal sealed class AnswersCut : IDrill
{
    private const int OneOf = 6;
    private const int MostWithoutGuard = 200;
    private static readonly Guard[] Half = [Guard.Both, Guard.Id, Guard.None, Guard.None];

    public string Name => "answers";

    public string What => "connections cut between COMMIT and its answer, or before the server heard of the acts";

    public async Task<Outcome> RunAsync(Run run, CancellationToken cancellation)
    {
        var (outcome, findings) = await CutAsync(run, "drill_answers", run.Choice.Cuts, Half, spoil: null, cancellation);
        if (!run.Choice.Controls) return outcome;
        var (_, doubled) = await CutAsync(run, "control_answers", 8, [Guard.None], ForgetCommands, cancellation);
        return outcome with { Findings = findings, Controls = [.. outcome.Controls, Controls.Result("command ids are no longer kept: the host cannot look an act up", Check.Doubled, doubled)] };
    }

    /// <summary>What the host looks an act up by is no longer stored with it.</summary>
    private const string ForgetCommands =
        """
        create function funding.drill_forget() returns trigger language plpgsql as 'begin return null; end';
        create trigger drill_forget before insert on funding.commands for each row when (not new.claimed) execute function funding.drill_forget();
        """;

    private async Task<(Outcome Outcome, IReadOnlyList<Finding> Findings)> CutAsync(Run run, string database, int cuts, Guard[] guards, string? spoil, CancellationToken cancellation)
    {
        var cutters = new List<AnswerCutter>();
        try
        {
            await using var scene = await Scene.OpenAsync(run, database, cancellation, new Setting
            {
                Ways = it =>
                {
                    for (var host = 0; host < 2; host++) cutters.Add(new AnswerCutter(it.Runtime, run.Dice($"{Name} {host}")));
                    return [.. cutters.Select(cutter => cutter.By(it.Runtime))];
                },
            });
            await using (var connection = await Sql.OpenAsync(scene.Database.Superuser, cancellation))
                if (spoil is not null) await connection.RunAsync(spoil);

            var crowd = scene.Work(cancellation, guards);
            foreach (var cutter in cutters) cutter.OneOf = OneOf;
            while (Cuts() < cuts || (spoil is not null && Cuts() < MostWithoutGuard && !await AnyTwiceAsync())) await Task.Delay(50, cancellation);
            foreach (var cutter in cutters) cutter.OneOf = 0;
            await scene.EndAsync(crowd, cancellation);

            var findings = await scene.AuditAsync(rebuilt: spoil is null, cancellation);
            var alone = scene.Journal.Acts.Where(act => !act.IsGuarded).ToList();
            run.Say($"{database}: {scene.Counts.Done} acts, {findings.Count} findings");
            var outcome = new Outcome
            {
                Broken = Cuts(), Acts = scene.Counts, Messages = scene.Messages, Findings = findings,
                Remarks =
                [
                    string.Create(CultureInfo.InvariantCulture, $"{cutters.Sum(cutter => cutter.CutAfter)} cut after the commit, {cutters.Sum(cutter => cutter.CutBefore)} before the server heard"),
                    string.Create(CultureInfo.InvariantCulture, $"of {alone.Count} acts without key or id the host told the outcome of all but {alone.Count(act => act.Fate == Fate.Unknown)}"),
                ],
                Controls = spoil is null ? await scene.ControlsAsync(cancellation) : [],
            };
            return (outcome, findings);

            int Cuts() => cutters.Sum(cutter => cutter.CutAfter + cutter.CutBefore);

            // Some acts are already so when they are asked for again: without the guard it is gone on with until one was not.
            async Task<bool> AnyTwiceAsync()
            {
                await using var connection = await Sql.OpenAsync(scene.Database.Superuser, cancellation);
                return await connection.AskAsync<bool>(Controls.AnyTwice);
            }
        }
        finally
        {
            foreach (var cutter in cutters) await cutter.DisposeAsync();
        }
    }
}
