using System.CommandLine;
using Funding.Host.Cli;
using Funding.Host.Hosting;
using Funding.Host.Settings;
using Npgsql;

var root = new RootCommand("Registre du financement public des CPTS : FIR, ACI et fonds de transformation.")
{
    ServeVerb.Serve(), ServeVerb.Demo(), MigrateVerb.Make(), ImportVerb.Make(), TokenVerb.Make(), ExportVerb.Make(), RebuildVerb.Make(), ReplayVerb.Make(), VerifyVerb.Make(), LedgerKeyVerb.Make(), DeadLettersVerb.Make(), EraseVerb.Make(),
};
var demo = new Option<bool>("--demo") { Description = "S'adresse à la démonstration (verbe « demo ») : ses données, ses clés et ses empreintes sont à part.", Recursive = true };
root.Options.Add(demo);
root.SetAction((_, cancellation) => ServeVerb.RunAsync(new ServeOptions(), cancellation));
try
{
    var parsed = root.Parse(args);
    // The option is the setting of that name: a verb reads its settings when it runs.
    if (parsed.GetValue(demo)) Environment.SetEnvironmentVariable($"{FundingSettings.Section}__{nameof(FundingSettings.Demo)}", "true");
    // A stop is waited for: the two seconds of the default can be too few for PostgreSQL to stop, which would then be left behind.
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception failure) when (Configuration.IsMessage(failure))
{
    await Console.Error.WriteLineAsync(failure is NpgsqlException ? $"La base de données ne répond pas, ou refuse : {failure.Message}" : failure.Message);
    return 1;
}
