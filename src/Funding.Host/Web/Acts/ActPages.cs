namespace Funding.Host.Web.Acts;

/// <summary>The forms of acts, at <c>/actes</c> and the address of the act.</summary>
internal static class ActPages
{
    /// <summary>What the forms need beside the pages.</summary>
    public static IServiceCollection AddActPages(this IServiceCollection services) => services.AddScoped<SubjectReader>().AddScoped<ActDesk>();

    /// <summary>Maps them.</summary>
    public static void MapActPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/actes/{**address}", (string address, HttpContext http, ActDesk desk) => desk.ShowAsync(address, http));
        pages.MapPost("/actes/{**address}", (string address, HttpContext http, PagePost post, ActDesk desk) => desk.TakeAsync(address, http, post)).TakesUnfitPosts();
    }
}
