using System.CommandLine;
using Funding.Engine.Schema;
using Funding.Host.Hosting;
using Npgsql;

namespace Funding.Host.Cli;

/// <summary><c>migrate</c>: the schema, with the owner's rights.</summary>
internal static class MigrateVerb
{
    public static Command Make()
    {
        var command = new Command("migrate", "Crée ou met à jour le schéma d'une base externe, avec les droits du propriétaire (Funding__OwnerConnectionString).");
        command.SetAction(async (_, cancellation) =>
        {
            var settings = Configuration.Read();
            if (settings.OwnerConnectionString is not { } owner)
                throw new CannotRunException("Donnez Funding__OwnerConnectionString. (Le serveur embarqué, lui, se met à jour à chaque démarrage.)");
            await using var source = NpgsqlDataSource.Create(owner);
            var applied = await Migrator.MigrateAsync(source, settings.RuntimeRole, cancellation);
            await EngineChoice.Of(settings).PrepareAsync(source, settings.RuntimeRole, cancellation);
            Console.Out.WriteLine(applied.Count == 0 ? "Le schéma est à jour." : $"Migrations passées : {string.Join(", ", applied)}");
            return 0;
        });
        return command;
    }
}
