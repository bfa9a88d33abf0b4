using Funding.Host.Api.OpenApi;

namespace Funding.Host.Api.Acts;

internal static class ActMapping
{
    /// <summary>Maps every act as a POST.</summary>
    public static void MapActs(this IEndpointRouteBuilder api)
    {
        foreach (var route in ActRoutes.All)
            api.MapPost(route.Pattern, (Delegate)(Func<HttpContext, Task<IResult>>)(http => ActEndpoint.RunAsync(route, http))).WithMetadata(OperationDoc.OfAct(route));
    }
}
