using System.CommandLine;
using Funding.Host.Cli;
using Funding.Host.Hosting;

var root = new RootCommand("Registre du financement public des CPTS : FIR, ACI et fonds de transformation.")
{
    ServeVerb.Serve(), ServeVerb.Demo(), MigrateVerb.Make(), ImportVerb.Make(), TokenVerb.Make(), ExportVerb.Make(),
};
root.SetAction((_, cancellation) => ServeVerb.RunAsync(new ServeOptions(), cancellation));
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception failure) when (Configuration.IsMessage(failure))
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
