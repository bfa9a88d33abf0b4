using System.CommandLine;
using Funding.Host.Cli;
using Funding.Host.Hosting;
using Npgsql;

var root = new RootCommand("Registre du financement public des CPTS : FIR, ACI et fonds de transformation.")
{
    ServeVerb.Serve(), ServeVerb.Demo(), MigrateVerb.Make(), ImportVerb.Make(), TokenVerb.Make(), ExportVerb.Make(), RebuildVerb.Make(), ReplayVerb.Make(), VerifyVerb.Make(), LedgerKeyVerb.Make(), DeadLettersVerb.Make(), EraseVerb.Make(),
};
root.SetAction((_, cancellation) => ServeVerb.RunAsync(new ServeOptions(), cancellation));
try
{
    // A stop is waited for: the two seconds of the default can be too few for PostgreSQL to stop, which would then be left behind.
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
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
