using Funding.Engine.Reading;

namespace Funding.Host.Hosting;

/// <summary>Marks every answer of a database that holds made-up data with the header <c>Funding-Synthetic: true</c>.</summary>
internal static class SyntheticMark
{
    private const string Header = "Funding-Synthetic";

    /// <summary>Looks once: made-up data are loaded before the host listens, into an empty database only.</summary>
    public static async Task UseAsync(WebApplication app, CancellationToken cancellation)
    {
        if (!await app.Services.GetRequiredService<ISubjects>().AnySyntheticAsync(cancellation)) return;
        app.Use((context, next) =>
        {
            context.Response.Headers[Header] = "true";
            return next(context);
        });
    }
}
