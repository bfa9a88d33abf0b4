using Npgsql;

namespace Funding.Host.Hosting;

/// <summary>Marks every answer of a database that holds made-up data with the header <c>Funding-Synthetic: true</c>.</summary>
internal static class SyntheticMark
{
    private const string Header = "Funding-Synthetic";

    /// <summary>Looks once: made-up data are loaded before the host listens, into an empty database only.</summary>
    public static async Task UseAsync(WebApplication app, NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select exists (select from funding.dossiers where synthetic)");
        if (!(bool)(await command.ExecuteScalarAsync(cancellation))!) return;
        app.Use((context, next) =>
        {
            context.Response.Headers[Header] = "true";
            return next(context);
        });
    }
}
