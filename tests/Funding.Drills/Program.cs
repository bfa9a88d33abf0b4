using System.CommandLine;
using Funding.Drills.Running;

var names = AllDrills.List.Select(it => it.Name).ToArray();
var usual = new Choice();
var seed = Number("--seed", "Of all dice.", 1);
var hostKills = Number("--host-kills", "How often a host is killed.", usual.HostKills);
var postgresKills = Number("--postgres-kills", "How often PostgreSQL, or one of its processes, is killed.", usual.PostgresKills);
var cuts = Number("--cuts", "How many answers are cut off.", usual.Cuts);
var freezes = Number("--freezes", "How often each host is frozen.", usual.Freezes);
var rebuildKills = Number("--rebuild-kills", "How often a rebuild is killed.", usual.RebuildKills);
var peerRounds = Number("--peer-rounds", "How often peers go through all their bad manners.", usual.PeerRounds);
var poisoned = Number("--poisoned", "Events among which poison is put.", usual.PoisonedEvents);
var only = new Option<string[]>("--only") { Description = $"Only these: {string.Join(", ", names)}.", AllowMultipleArgumentsPerToken = true, HelpName = "NAME" };
var shortly = new Option<bool>("--short") { Description = "About two minutes, as every build runs it." };
var withoutControls = new Option<bool>("--no-controls") { Description = "Leaves out what shows that the checks can fail." };
var output = new Option<string?>("--out") { Description = "Writes PATH.md and PATH.json.", HelpName = "PATH" };
only.AcceptOnlyFromAmong(names);

var root = new RootCommand("Breaks hosts, servers, connections and clocks while acts are done, and counts what was lost, doubled, early or wrong. Fails when anything was, or when a control found nothing.")
{
    seed, hostKills, postgresKills, cuts, freezes, rebuildKills, peerRounds, poisoned, only, shortly, withoutControls, output,
};
root.SetAction(async (parsed, cancellation) =>
{
    var asked = new Choice
    {
        HostKills = parsed.GetValue(hostKills), PostgresKills = parsed.GetValue(postgresKills), Cuts = parsed.GetValue(cuts), Freezes = parsed.GetValue(freezes),
        RebuildKills = parsed.GetValue(rebuildKills), PeerRounds = parsed.GetValue(peerRounds), PoisonedEvents = parsed.GetValue(poisoned),
    };
    var choice = (parsed.GetValue(shortly) ? Choice.Short : asked)
        with { Seed = parsed.GetValue(seed), Only = parsed.GetValue(only) ?? [], Controls = !parsed.GetValue(withoutControls) };
    var command = $"dotnet run -c Release --project tests/Funding.Drills -- {string.Join(' ', args)}";
    var report = await AllDrills.RunAsync(choice, what => Console.Error.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {what}"), cancellation);
    Console.Out.WriteLine(report.Markdown(command));
    if (parsed.GetValue(output) is { } path) await report.WriteAsync(path, command);
    return report.IsGood ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();

static Option<int> Number(string name, string what, int usual)
{
    var option = new Option<int>(name) { Description = what, HelpName = "N", DefaultValueFactory = _ => usual };
    option.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 0) result.AddError($"{name}: not below 0."); });
    return option;
}
