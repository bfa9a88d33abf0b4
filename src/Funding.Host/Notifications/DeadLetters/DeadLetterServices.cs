namespace Funding.Host.Notifications.DeadLetters;

/// <summary>Looking into what could not be sent.</summary>
internal static class DeadLetterServices
{
    public static IServiceCollection AddDeadLetters(this IServiceCollection services)
        => services.AddSingleton<IDeadLetters, DeadLetterTable>().AddSingleton<DeadLetterContents>();
}
