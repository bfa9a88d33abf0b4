namespace Funding.Host.Web;

/// <summary>
/// Pages go compressed to who takes them so: a dossier of ten years is 200 kB of tables, and a tenth of that on the wire. Answers of the API do not, nor files.
/// What a page holds that is worth guessing by its length, the token of its forms, is another text each time (ADR 0023).
/// </summary>
internal static class PageCompression
{
    /// <summary>What <c>UseResponseCompression</c> needs; at the fastest level, which is the framework's.</summary>
    public static IServiceCollection AddPageCompression(this IServiceCollection services)
        => services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
        });
}
