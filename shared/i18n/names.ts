/** What people call tables, fields and values, in both languages. Forms, tables, the activity log and refusals all take their words from here. */
type Names = Readonly<Record<string, readonly [ru: string, en: string]>>;

const tables: Names = {
  theaters: ['Театр', 'Theatre'], departments: ['Цеха', 'Departments'], directions: ['Направления', 'Directions'], users: ['Пользователи', 'Users'], roles: ['Роли', 'Roles'],
  user_roles: ['Назначенные роли', 'Role assignments'], employees: ['Сотрудники', 'Employees'], refresh_tokens: ['Сеансы', 'Sessions'], seen_mutations: ['Принятые действия', 'Actions taken in'], settings: ['Настройки', 'Settings'],
  inventory_categories: ['Категории', 'Categories'], inventory_locations: ['Места хранения', 'Locations'], inventory_items: ['Инвентарь', 'Inventory'], inventory_photos: ['Фотографии', 'Photos'],
  inventory_history: ['Движения', 'Movements'], inventory_stock: ['Остатки', 'Stock'], inventory_counts: ['Инвентаризации', 'Counts'], inventory_count_lines: ['Строки инвентаризации', 'Count lines'],
  inventory_count_entries: ['Отметки подсчёта', 'Count entries'], performances: ['Спектакли', 'Productions'], passport_sections: ['Разделы паспорта', 'Passport sections'],
  passport_documents: ['Документы паспорта', 'Passport documents'], performance_inventory: ['Инвентарь спектакля', 'Production inventory'], performance_checklists: ['Чек-листы', 'Checklists'],
  checklist_items: ['Пункты чек-листа', 'Checklist items'], checklist_marks: ['Отметки чек-листа', 'Checklist marks'], performance_condition: ['Состояние спектакля', 'Production condition'],
  venues: ['Площадки', 'Venues'], schedule_events: ['События', 'Events'], event_participants: ['Участники', 'Participants'], event_inventory: ['Инвентарь события', 'Event inventory'],
  document_categories: ['Категории документов', 'Document categories'], documents: ['Документы', 'Documents'], document_versions: ['Версии документов', 'Document versions'], tags: ['Метки', 'Tags'],
  document_tags: ['Метки документов', 'Document tags'], projects: ['Проекты', 'Projects'], project_phases: ['Этапы проектов', 'Project phases'], project_members: ['Участники проектов', 'Project members'],
  tasks: ['Задачи', 'Tasks'], task_subtasks: ['Подзадачи', 'Subtasks'], task_comments: ['Комментарии к задачам', 'Task comments'], task_attachments: ['Вложения задач', 'Task attachments'],
  time_entries: ['Часы', 'Hours'], approval_workflows: ['Согласования', 'Approvals'], comments: ['Комментарии', 'Comments'], notifications: ['Уведомления', 'Notifications'], activity_log: ['Журнал', 'Activity'],
  deletions: ['Удаления', 'Deletions'], deletion_effects: ['Последствия удалений', 'Deletion effects'], conflicts: ['Расхождения', 'Conflicts'], devices: ['Компьютеры', 'Laptops'],
  device_people: ['Кто входил на компьютерах', 'Who signed in on laptops'],
  device_reports: ['Что сообщили компьютеры', 'What laptops reported'],
  invitations: ['Приглашения', 'Invitations'],
  quarantined_mutations: ['Ждут решения', 'Waiting for a decision'],
  device_progress: ['Ход синхронизации', 'Sync progress'], mutation_results: ['Отказы', 'Refusals'],
};

const fields: Names = {
  last_seen_at: ['На связи', 'Last seen'], app_version: ['Версия программы', 'App version'], waiting: ['Ждёт отправки', 'Waiting'], last_synced_at: ['Синхронизирован', 'Last synced'],
  first_signed_in_at: ['Первый вход', 'First sign-in'], last_signed_in_at: ['Последний вход', 'Last sign-in'], ended_at: ['До', 'Until'],
  selector: ['Начало кода', 'Code’s beginning'], secret_hash: ['Отпечаток кода', 'Code hash'], tries: ['Попыток', 'Tries'],
  used_at: ['Использовано', 'Used'], withdrawn_at: ['Отозвано', 'Withdrawn'], args: ['Введено', 'Entered'], issued_at: ['Когда введено', 'Entered at'],
  clock_offset_ms: ['Поправка часов', 'Clock offset'], received_at: ['Получено', 'Received'],
  is_trusted: ['Источнику можно верить', 'Trusted'], refusal: ['Отказ', 'Refusal'],
  decided_by_id: ['Кем решено', 'Decided by'], decided_by_name: ['Кем решено', 'Decided by'],
  deactivated_at: ['Отключён с', 'Switched off since'],
  id: ['Идентификатор', 'ID'], read_permission: ['Кому видно', 'Visible to'], theater_id: ['Театр', 'Theatre'], name: ['Название', 'Name'], title: ['Название', 'Title'], code: ['Код', 'Code'], description: ['Описание', 'Description'],
  technical_description: ['Техническое описание', 'Technical description'], inventory_number: ['Инвентарный номер', 'Inventory number'], barcode: ['Штрихкод', 'Barcode'], category_id: ['Категория', 'Category'],
  location_id: ['Место', 'Location'], case_item_id: ['Кофр', 'Case'], status: ['Состояние', 'Status'], quantity: ['Количество', 'Quantity'], unit: ['Единица', 'Unit'], purchase_price: ['Цена покупки', 'Purchase price'],
  current_value: ['Текущая стоимость', 'Current value'], purchase_date: ['Дата покупки', 'Purchase date'], warranty_until: ['Гарантия до', 'Warranty until'], width: ['Ширина, см', 'Width, cm'], height: ['Высота, см', 'Height, cm'],
  depth: ['Глубина, см', 'Depth, cm'], weight: ['Вес, кг', 'Weight, kg'], serial_number: ['Серийный номер', 'Serial number'], manufacturer: ['Производитель', 'Manufacturer'], model: ['Модель', 'Model'],
  condition: ['Износ', 'Condition'], custom_fields: ['Свои поля', 'Custom fields'], is_active: ['Используется', 'Active'], parent_id: ['Входит в', 'Part of'], type: ['Вид', 'Type'], address: ['Адрес', 'Address'], city: ['Город', 'City'],
  sort_order: ['Порядок', 'Order'], department_id: ['Цех', 'Department'], color: ['Цвет', 'Colour'], icon: ['Значок', 'Icon'], email: ['Почта', 'E-mail'], first_name: ['Имя', 'First name'], last_name: ['Фамилия', 'Last name'],
  patronymic: ['Отчество', 'Patronymic'], phone: ['Телефон', 'Phone'], full_name: ['ФИО', 'Full name'], position: ['Должность', 'Position'], hourly_rate: ['Ставка в час', 'Hourly rate'], is_blind: ['Вслепую', 'Blind'],
  comment: ['Комментарий', 'Comment'], note: ['Заметка', 'Note'], notes: ['Заметки', 'Notes'], resolution: ['Решение', 'Resolution'], recount_pass: ['Пересчёт', 'Recount'], capacity: ['Вместимость', 'Capacity'], timezone: ['Часовой пояс', 'Time zone'],
  event_date: ['Дата', 'Date'], start_time: ['Начало', 'Start'], end_time: ['Окончание', 'End'], venue_id: ['Площадка', 'Venue'], performance_id: ['Спектакль', 'Production'], event_type: ['Вид события', 'Event type'],
  subtitle: ['Подзаголовок', 'Subtitle'], author: ['Автор', 'Author'], director: ['Режиссёр', 'Director'], composer: ['Композитор', 'Composer'], choreographer: ['Хореограф', 'Choreographer'], artist: ['Художник', 'Designer'],
  genre: ['Жанр', 'Genre'], age_rating: ['Возраст', 'Age rating'], duration_minutes: ['Длительность, мин', 'Duration, min'], intermissions: ['Антракты', 'Intermissions'], premiere_date: ['Премьера', 'Premiere'],
  item_id: ['Предмет', 'Item'], inventory_item_id: ['Предмет', 'Item'], from_location_id: ['Откуда', 'From'], to_location_id: ['Куда', 'To'], count_id: ['Инвентаризация', 'Count'], user_id: ['Пользователь', 'User'],
  role_id: ['Роль', 'Role'], employee_id: ['Сотрудник', 'Employee'], project_id: ['Проект', 'Project'], task_id: ['Задача', 'Task'], event_id: ['Событие', 'Event'], hours: ['Часы', 'Hours'], date: ['Дата', 'Date'],
  key: ['Ключ', 'Key'], value: ['Значение', 'Value'], permissions: ['Права', 'Permissions'], movement_type: ['Вид движения', 'Movement'], occurred_at: ['Когда', 'When'], created_at: ['Создано', 'Created'], updated_at: ['Изменено', 'Changed'],
  created_by_id: ['Кем создано', 'Created by'], created_by_name: ['Кто', 'By'], started_at: ['Начата', 'Started'], posted_at: ['Проведена', 'Posted'], content: ['Содержание', 'Content'], settings: ['Настройки', 'Settings'],
  deleted_at: ['Удалено', 'Deleted'], deletion_id: ['Удаление', 'Deletion'], head_id: ['Начальник цеха', 'Head'], is_verified: ['Почта подтверждена', 'Verified'], is_superuser: ['Полный доступ', 'Full access'], avatar_url: ['Портрет', 'Portrait'],
  notification_settings: ['Настройки уведомлений', 'Notification settings'], last_login_at: ['Последний вход', 'Last sign-in'], is_system: ['Системная', 'System'], granted_by_id: ['Кем выдана', 'Granted by'], granted_at: ['Когда выдана', 'Granted'],
  direction_id: ['Направление', 'Direction'], updated_by_id: ['Кем изменено', 'Changed by'], device_id: ['Компьютер', 'Laptop'], family_id: ['Серия сеанса', 'Session family'], token_hash: ['Отпечаток ключа', 'Token hash'], expires_at: ['Истекает', 'Expires'],
  device_info: ['Устройство', 'Device'], ip_address: ['Адрес в сети', 'IP address'], is_revoked: ['Отозван', 'Revoked'], revoked_at: ['Когда отозван', 'Revoked at'], file_path: ['Файл', 'File'], thumbnail_path: ['Миниатюра', 'Thumbnail'], is_main: ['Главная', 'Main'],
  uploaded_by_id: ['Кто загрузил', 'Uploaded by'], posted_by_id: ['Кто провёл', 'Posted by'], expected_quantity: ['Ожидается', 'Expected'], scanned_code: ['Код', 'Code scanned'], undoes_id: ['Отменяет отметку', 'Undoes'], counted_by_id: ['Кто считал', 'Counted by'],
  counted_by_name: ['Кто считал', 'Counted by'], counted_at: ['Когда посчитано', 'Counted at'], poster_path: ['Афиша', 'Poster'], video_url: ['Видео', 'Video'], archived_at: ['В архиве с', 'Archived'], extra_data: ['Дополнительно', 'Extra data'],
  section_type: ['Раздел', 'Section'], responsible_id: ['Ответственный', 'Responsible'], data: ['Данные', 'Data'], section_id: ['Раздел паспорта', 'Passport section'], document_id: ['Документ', 'Document'], is_consumable: ['Расходуется', 'Consumable'],
  phase: ['Когда', 'Phase'], checklist_id: ['Чек-лист', 'Checklist'], is_critical: ['Критично', 'Critical'], checklist_item_id: ['Пункт', 'Checklist item'], is_done: ['Сделано', 'Done'], done_by_id: ['Кто сделал', 'Done by'], done_by_name: ['Кто сделал', 'Done by'],
  done_at: ['Когда сделано', 'Done at'], season: ['Сезон', 'Season'], assessed_by_id: ['Кто осмотрел', 'Assessed by'], assessed_at: ['Когда осмотрено', 'Assessed at'], stage_ready_time: ['Готовность сцены', 'Stage ready'], venue_text: ['Площадка, как записана', 'Venue as written'],
  tour_city: ['Город гастролей', 'Tour city'], tour_venue_name: ['Площадка гастролей', 'Tour venue'], is_public: ['Видно всем', 'Public'], role: ['Роль', 'Role'], changed_by_id: ['Кем изменено', 'Changed by'], changed_at: ['Когда изменено', 'Changed at'],
  file_name: ['Имя файла', 'File name'], file_size: ['Размер, байт', 'Size, bytes'], mime_type: ['Тип файла', 'MIME type'], file_type: ['Вид файла', 'File type'], current_version: ['Текущая версия', 'Current version'], version: ['Версия', 'Version'], tag_id: ['Метка', 'Tag'],
  manager_id: ['Руководитель', 'Manager'], starts_on: ['Начало', 'Starts'], ends_on: ['Окончание', 'Ends'], assignee_id: ['Исполнитель', 'Assignee'], deadline: ['Срок', 'Deadline'], priority: ['Важность', 'Priority'], completed_at: ['Завершено', 'Completed'],
  is_completed: ['Готово', 'Completed'], author_id: ['Автор', 'Author'], author_name: ['Автор', 'Author'], phase_id: ['Этап', 'Phase'], approved_by_id: ['Кто решил', 'Decided by'], approved_by_name: ['Кто решил', 'Decided by'], approved_at: ['Когда решено', 'Decided at'],
  time_entry_id: ['Запись часов', 'Time entry'], approver_id: ['Кто', 'By'], approver_name: ['Кто', 'By'], decision: ['Решение', 'Decision'], decided_at: ['Когда', 'When'], entity_type: ['К чему относится', 'About'], entity_id: ['Запись', 'Record'],
  message: ['Сообщение', 'Message'], is_read: ['Прочитано', 'Read'], read_at: ['Когда прочитано', 'Read at'], actor_name: ['Кто', 'Who'], action: ['Действие', 'Action'], changes: ['Изменения', 'Changes'], recorded_at: ['Записано', 'Recorded'],
  mode: ['Как считали', 'How counted'], together: ['Вместе или порознь', 'Together or apart'], decided_quantity: ['Принятое число', 'Number accepted'],
  reversed_at: ['Возвращено', 'Taken back'], reversed_by_id: ['Кто вернул', 'Taken back by'], reversed_by_name: ['Кто вернул', 'Taken back by'],
  root_table: ['Вид записи', 'Kind'], root_id: ['Запись', 'Record'], root_title: ['Название', 'Title'], reason: ['Причина', 'Reason'], row_count: ['Записей', 'Records'], deleted_by_id: ['Кто удалил', 'Deleted by'], deleted_by_name: ['Кто удалил', 'Deleted by'],
  duration_ms: ['Заняло, мс', 'Took, ms'], restored_at: ['Восстановлено', 'Restored'], restored_by_id: ['Кто восстановил', 'Restored by'], kind: ['Вид', 'Kind'], column_name: ['Поле', 'Field'], previous_value: ['Прежнее значение', 'Previous value'],
  base_value: ['Было раньше', 'Before'], kept_value: ['Сейчас', 'Now'], other_value: ['Другое значение', 'Other value'], kept_by_name: ['Чьё сейчас', 'Whose now'], kept_by_id: ['Чьё сейчас', 'Whose now'], other_by_id: ['Чьё другое', 'Whose other'], other_by_name: ['Чьё другое', 'Whose other'],
  detected_at: ['Замечено', 'Detected'], resolved_at: ['Разрешено', 'Settled'], resolved_by_id: ['Кем разрешено', 'Settled by'], resolved_by_name: ['Кем разрешено', 'Settled by'], registered_by_id: ['Кто подключил', 'Registered by'], registered_at: ['Подключён', 'Registered'],
  last_sequence: ['Принято действий', 'Actions taken in'], last_mutation_id: ['Последнее действие', 'Last action'], epoch: ['Эпоха очереди', 'Epoch of the queue'], is_refused: ['Отказано', 'Refused'], unnamed_up_to: ['Без имени до', 'Unnamed up to'], barrier: ['Барьер', 'Barrier'], sequence: ['Номер', 'Number'], mutation_id: ['Действие', 'Action'], details: ['Подробности', 'Details'],
};

const values: Names = {
  invitation: ['приглашение', 'invitation'], reset: ['новый пароль', 'new password'], rescue: ['передано отозванным компьютером', 'handed over by a revoked laptop'],
  lost: ['с потерянного компьютера', 'from a lost laptop'], authorLeft: ['автор уже не работает', 'its author has left'], waiting: ['ждёт', 'waiting'], refused: ['отклонено', 'refused'],
  in_stock: ['на складе', 'in stock'], reserved: ['в резерве', 'reserved'], on_stage: ['на сцене', 'on stage'], on_tour: ['на гастролях', 'on tour'], in_repair: ['в ремонте', 'in repair'], decommissioned: ['списано', 'decommissioned'],
  good: ['хорошее', 'good'], fair: ['среднее', 'fair'], poor: ['плохое', 'poor'], warehouse: ['склад', 'warehouse'], stage: ['сцена', 'stage'], rehearsal: ['репетиция', 'rehearsal'], tour: ['гастроли', 'tour'],
  draft: ['черновик', 'draft'], counting: ['идёт подсчёт', 'counting'], review: ['на проверке', 'under review'], posted: ['проведена', 'posted'], cancelled: ['отменена', 'cancelled'],
  receipt: ['поступление', 'receipt'], transfer: ['перемещение', 'transfer'], issue: ['выдача', 'issue'], return: ['возврат', 'return'], reserve: ['резерв', 'reserve'], release: ['снятие резерва', 'release'],
  repair_out: ['в ремонт', 'to repair'], repair_in: ['из ремонта', 'from repair'], write_off: ['списание', 'write-off'], count_adjustment: ['по инвентаризации', 'count adjustment'], tour_out: ['на гастроли', 'to tour'], tour_in: ['с гастролей', 'from tour'],
  pending: ['не решено', 'pending'], accepted: ['принято', 'accepted'], recount: ['пересчитать', 'recount'], ignored: ['не менять', 'ignored'], planned: ['запланировано', 'planned'], confirmed: ['подтверждено', 'confirmed'],
  in_progress: ['идёт', 'in progress'], completed: ['завершено', 'completed'], performance: ['спектакль', 'performance'], technical: ['техническая', 'technical'], premiere: ['премьера', 'premiere'], active: ['в репертуаре', 'active'],
  in_development: ['в работе', 'in development'], paused: ['приостановлен', 'paused'], archived: ['в архиве', 'archived'],
  general: ['общее', 'general'], light: ['свет', 'light'], sound: ['звук', 'sound'], machinery: ['машинерия', 'machinery'], props: ['реквизит', 'props'], costume: ['костюмы', 'costumes'], makeup: ['грим', 'make-up'], video: ['видео', 'video'], effects: ['эффекты', 'effects'], safety: ['безопасность', 'safety'],
  load_in: ['монтировка', 'load-in'], pre_show: ['до спектакля', 'pre-show'], during: ['во время спектакля', 'during the show'], post_show: ['после спектакля', 'post-show'], load_out: ['демонтаж', 'load-out'], run_through: ['прогон', 'run-through'], dress_rehearsal: ['генеральная', 'dress rehearsal'],
  meeting: ['совещание', 'meeting'], maintenance: ['обслуживание', 'maintenance'], other: ['другое', 'other'], invited: ['приглашён', 'invited'], declined: ['отказался', 'declined'], packed: ['упаковано', 'packed'], loaded: ['погружено', 'loaded'], on_site: ['на месте', 'on site'],
  returned: ['возвращено', 'returned'], missing: ['не найдено', 'missing'], pdf: ['PDF', 'PDF'], image: ['изображение', 'image'], audio: ['аудио', 'audio'], text: ['текст', 'text'], spreadsheet: ['таблица', 'spreadsheet'], drawing: ['чертёж', 'drawing'], archive: ['архив', 'archive'],
  created: ['создана', 'created'], assigned: ['назначена', 'assigned'], rejected: ['отклонено', 'rejected'], low: ['низкая', 'low'], medium: ['обычная', 'medium'], high: ['высокая', 'high'], critical: ['критическая', 'critical'], submitted: ['сдано', 'submitted'], approved: ['утверждено', 'approved'],
  share: ['делили работу', 'shared the work'], second: ['второе мнение', 'second opinion'], sum: ['сложить', 'added up'], apart: ['порознь', 'side by side'],
  withdrawn: ['отозвано', 'withdrawn'], projects: ['проект', 'project'], performances: ['спектакль', 'production'], inventory_items: ['предмет', 'item'], schedule_events: ['событие', 'event'], time_entries: ['часы', 'hours'], delete: ['удаление', 'deletion'], clear: ['очистка ссылки', 'reference cleared'],
  open: ['не разрешено', 'open'], kept: ['оставлено', 'kept'], swapped: ['взято другое', 'other taken'],
};

function nameIn(names: Names, key: string, language: 'ru' | 'en'): string {
  const known = names[key];
  return known === undefined ? key : known[language === 'ru' ? 0 : 1];
}

export const tableName = (name: string, language: 'ru' | 'en'): string => nameIn(tables, name, language);
export const fieldName = (name: string, language: 'ru' | 'en'): string => nameIn(fields, name, language);
export const statusName = (name: string, language: 'ru' | 'en'): string => nameIn(values, name, language);
